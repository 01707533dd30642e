import { hash } from "node:crypto";
import type { CardKind, Field, Problem } from "../model.ts";
import type { Rule } from "../rules.ts";
import { renderClozeHtml, renderHtml } from "../markdown/html.ts";
import { escapeHtml } from "../markdown/html-cloze.ts";
import type { Links } from "../markdown/references.ts";
import { tagText } from "./field-text.ts";
import { noteTypes, type NoteTypeName } from "./note-types.ts";

/** One block with its cards and all that its texts point at: everything an export needs to know of it. */
export interface ExportBlock {
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly kind: CardKind;
  readonly format: "markdown" | "html";
  readonly foreignId: string | undefined;
  readonly fields: readonly (Field & { readonly links: Links })[];
  readonly tags: readonly string[];
  readonly deck: string;
  readonly cards: readonly { readonly key: string; readonly ordinal: number }[];
  /** Where the card comes from: the words, and what opens it. */
  readonly source: { readonly title: string; readonly address: string };
  readonly drills: readonly { readonly id: string; readonly title: string }[];
  /** Where each picture of the vault is found, by its path in it. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** A block in Anki's words, without what depends on other blocks: ids, decks, times. */
export interface RenderedNote {
  readonly block: ExportBlock;
  readonly type: NoteTypeName;
  readonly fields: readonly string[];
  readonly tags: string;
  readonly cards: ExportBlock["cards"];
  /** Hash of all that Anki would take over. */
  readonly content: string;
  readonly problems: readonly Problem[];
}

export function renderNote(block: ExportBlock): RenderedNote {
  const type = typeOf(block);
  const [first, ...rest] = block.fields;
  const around = { pictures: block.pictures, format: block.format };
  const html = (field: ExportBlock["fields"][number] | undefined): string =>
    field === undefined ? "" : renderHtml(field.text, { ...around, links: field.links });
  const extra = (type === "cloze" ? rest : rest.slice(1)).flatMap((field) => {
    const text = html(field);
    return text === "" ? [] : [`<p class="extra-name">${escapeHtml(field.name)}</p>${text}`];
  });
  const tail = [extra.join("\n"), sourceHtml(block), drillHtml(block)];
  const tags = tagText(block.tags);
  if (type === "cloze" && first !== undefined) {
    const { html: text, numbers } = renderClozeHtml(first.text, { ...around, links: first.links });
    const cards = block.cards.filter(({ ordinal }) => numbers.has(ordinal + 1) && ordinal < mostClozes);
    const problems = cards.length < block.cards.length ? [hiddenCloze(block)] : [];
    return finish(block, { type, fields: [text, ...tail], tags, cards, problems });
  }
  const front = html(first);
  const problems = front === "" ? [emptyQuestion(block)] : [];
  return finish(block, { type, fields: [front, html(rest[0]), ...tail], tags, cards: block.cards, problems });
}

/** Anki counts no further. */
const mostClozes = 500;

/** Anki makes both cards of a reversed note, wanted or not. */
function typeOf({ kind, cards }: ExportBlock): NoteTypeName {
  return kind === "reversed" && cards.length < 2 ? "basic" : kind;
}

function finish(block: ExportBlock, note: Omit<RenderedNote, "block" | "content">): RenderedNote {
  const fields = note.fields.map((field) => field.normalize("NFC"));
  const content = hash("sha256", JSON.stringify([noteTypes[note.type].id, fields, note.tags])).slice(0, 32);
  return { ...note, block, fields, content };
}

function sourceHtml({ source }: ExportBlock): string {
  return `<a href="${escapeHtml(source.address)}">${escapeHtml(source.title)}</a>`;
}

function drillHtml({ drills }: ExportBlock): string {
  return drills
    .map(({ id, title }) => `Drill: ${escapeHtml(title)} <code>cards drill ${escapeHtml(id)}</code>`)
    .join("<br>");
}

function hiddenCloze(block: ExportBlock): Problem {
  const message = "a cloze stands in a comment, or has a number that Anki does not count to; its card is left out";
  return problemAt(block, "no-cloze", message, "Take it out of the comment, or number it from c1 to c500.");
}

function emptyQuestion(block: ExportBlock): Problem {
  const message = "nothing of the question is to be seen; Anki shows an empty card";
  return problemAt(block, "empty-front", message, "Write the question outside of comments.");
}

function problemAt({ path, line }: ExportBlock, rule: Rule, message: string, hint: string): Problem {
  return { path, line, column: 1, rule, severity: "warning", message, hint };
}
