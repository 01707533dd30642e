import { property } from "../head/front-matter.ts";
import { Kind, kindOf, lineText, type Paragraph, paragraphs } from "../lexer/lines.ts";
import { maskText } from "../lexer/mask-lines.ts";
import type { Found, Source } from "./dialect.ts";
import { writeOutDeletions } from "./flashcards-cloze.ts";
import { type CardText, flashcardsBlock, flashcardsHome } from "./flashcards-note.ts";
import { idAtLineEnd, item } from "./flashcards-text.ts";

/**
 * A note that is a card itself, as the second version of flashcards-obsidian has it: its head asks, its first paragraph answers.
 *
 *     ---
 *     test:
 *       - title                        asks with the note's name; `reversed` both ways, `cloze` by what is highlighted
 *       - "Who needs a socket?"        asks with that
 *     ---
 *     A program that wants to talk to another one.
 *
 * Undefined for any other note.
 */
export function readAtomic(source: Source): Found | undefined {
  const { head, lines, path, syntax } = source;
  const asked = syntax.flashcards.isSecond ? property(head, "test") : undefined;
  const items = [asked ?? []].flat().map((each) => each.trim());
  const paragraph = items.some(Boolean) ? firstParagraph(source) : undefined;
  if (paragraph === undefined) return undefined;
  const written = Array.from({ length: paragraph.last - paragraph.first + 1 }, (_, index) =>
    lineText(lines, paragraph.first + index),
  ).join("\n");
  const own = idAtLineEnd.exec(written);
  const text = own === null ? written : written.slice(0, own.index);
  const title = path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/i, "");
  const place = { line: paragraph.first + 1, endLine: paragraph.last + 1, column: 1, tags: "" };
  const kinds = [...new Set(items)].flatMap((each) => (each === "" ? [] : askedBy(each, title, text.trim())));
  // One id can't be that of several cards.
  const id = kinds.length === 1 ? own?.[1] : undefined;
  const home = flashcardsHome(source);
  return { blocks: kinds.map((card) => flashcardsBlock({ ...place, ...card, id }, home)), problems: [] };
}

function askedBy(item: string, title: string, text: string): Pick<CardText, "kind" | "texts">[] {
  if (item !== "cloze") {
    const kind = item === "reversed" ? "reversed" : "basic";
    return [{ kind, texts: [item === "title" || item === "reversed" ? title : item, text] }];
  }
  const hidden = writeOutDeletions(text, maskText(text), true);
  return hidden === undefined ? [] : [{ kind: "cloze", texts: [hidden, title] }];
}

/** The first that is neither heading, list nor quote. */
function firstParagraph({ lines, taken }: Source): Paragraph | undefined {
  for (const paragraph of paragraphs(lines)) {
    const text = lineText(lines, paragraph.first);
    const isPlain = kindOf(lines, paragraph.first) === Kind.prose && !item.test(text) && !/^[ \t]*[>|]/.test(text);
    if (isPlain && taken[paragraph.first] !== 1) return paragraph;
  }
  return undefined;
}
