import type { Problem } from "../../model.ts";
import { isFirst, Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import { maskText } from "../lexer/mask-lines.ts";
import { report } from "../report.ts";
import type { Found, FoundBlock, Source } from "./dialect.ts";
import { writeOutDeletions } from "./flashcards-cloze.ts";
import { type CardText, flashcardsBlock, flashcardsHome } from "./flashcards-note.ts";
import { idLineBelow } from "./flashcards-text.ts";

/**
 * The cards of flashcards-obsidian in a fence that bears that name:
 *
 *     ```flashcard
 *     front: What is a socket?
 *     back: An endpoint        a text goes on to the next word and colon
 *     of communication.
 *     type: reversed           or cloze, or reminder, which has content: and no answer
 *     ```
 *     ^q-7dk2
 */
export function readFences(source: Source): Found {
  const { lines, taken } = source;
  const blocks: FoundBlock[] = [];
  const problems: Problem[] = [];
  const fences = lines.fences.filter((line) => taken[line] !== 1 && opening.test(lineText(lines, line)));
  if (fences.length === 0) return { blocks, problems };
  const home = flashcardsHome(source);
  for (const first of fences) {
    const made = cardOf(source, first);
    if (made === undefined) continue;
    if ("rule" in made) problems.push(made);
    else blocks.push(flashcardsBlock(made, home));
  }
  return { blocks, problems };
}

const opening = /^[ \t]*(?:`{3,}|~{3,})[ \t]*flashcard[ \t]*$/;

/** Undefined where it is of another tool: none of the words stands in it. */
function cardOf({ path, lines, taken }: Source, first: number): CardText | Problem | undefined {
  const last = lastOfFence(lines, first);
  const column = lineText(lines, first).search(/\S/) + 1;
  const fields = readFields(lines, first + 1, last);
  if (fields.size === 0) return undefined;
  const { kind, texts } = textsOf(fields);
  const place = { path, line: first + 1, column };
  if (texts[0] === "") return report(place, "empty-front", "warning", "the fence asks nothing", "Write a line front:");
  if (kind === "basic" && texts[1] === "" && !fields.has("content"))
    return report(place, "missing-answer", "warning", "the fence has no answer", "Write a line back: in it.");
  const below = idLineBelow({ lines, taken }, last, false);
  return { line: first + 1, endLine: (below?.line ?? last) + 1, column, kind, texts, tags: "", id: below?.id };
}

function lastOfFence(lines: Lines, first: number): number {
  let last = first;
  while (kindOf(lines, last + 1) === Kind.fence && !isFirst(lines, last + 1)) last++;
  return last;
}

function readFields(lines: Lines, from: number, to: number): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (let line = from; line < to; line++) {
    const text = lineText(lines, line);
    const [, word, rest] = /^[ \t]*(front|back|type|content):(.*)$/.exec(text) ?? [];
    name = word ?? name;
    if (name !== undefined) fields.set(name, word === undefined ? `${fields.get(name) ?? ""}\n${text}` : (rest ?? ""));
  }
  return new Map([...fields].map(([word, text]) => [word, text.trim()]));
}

function textsOf(fields: ReadonlyMap<string, string>): Pick<CardText, "kind" | "texts"> {
  const [front = "", back = "", type = ""] = ["front", "back", "type"].map((name) => fields.get(name));
  const hidden = type === "cloze" ? writeOutDeletions(front, maskText(front), true) : undefined;
  if (hidden !== undefined) return { kind: "cloze", texts: [hidden, back] };
  if (type === "reminder") return { kind: "basic", texts: [fields.get("content") ?? front, ""] };
  return { kind: type === "reversed" && back !== "" ? "reversed" : "basic", texts: [front, back] };
}
