import { clozeEdits } from "./cloze-edits.ts";
import type { Kind } from "./edits.ts";
import { noteEdits } from "./note-edits.ts";
import { textEdits } from "./text-edits.ts";

export const kinds: Readonly<Record<string, Kind>> = { ...textEdits, ...noteEdits, ...clozeEdits };
