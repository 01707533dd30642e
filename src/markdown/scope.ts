import type { ClozeState } from "./cloze.ts";
import type { Style } from "./spans.ts";

/** What a part of the text has to know of the rest. */
export interface Scope {
  readonly color: boolean;
  readonly cloze: ClozeState;
  /** Styles of HTML tags that are open: `<b>`, `<mark>`. */
  readonly tags: Style[];
  /** `<sub>` and `<sup>` that are open. */
  readonly scripts: ("sub" | "sup")[];
  /** Targets of `[text][name]`, by name. */
  readonly definitions: ReadonlyMap<string, string>;
}
