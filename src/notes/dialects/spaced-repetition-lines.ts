import { isShielded, Kind, kindOf, lineText } from "../lexer/lines.ts";
import { mask } from "../lexer/mask.ts";
import type { Source } from "./dialect.ts";
import { holdsCloze, maskClozes } from "./spaced-repetition-cloze.ts";
import type { CardLine, RawCard, Remark } from "./spaced-repetition-card.ts";
import { add, close, hold, newReader, type Reader } from "./spaced-repetition-reader.ts";
import { isSchedule, scheduleCallout, scheduleIn, scheduleSign } from "./spaced-repetition-schedule.ts";
import {
  formerInline,
  formerLines,
  freePartingIn,
  type Parting,
  partingIn,
  type Separator,
} from "./spaced-repetition-separators.ts";

/**
 * Parts a note into cards, line by line:
 *
 *     Question::Answer            one line is one card; `:::` makes two
 *     <!--SR:!2024-08-16,51,230-->
 *
 *     A longer                    all lines since the last blank one
 *     question
 *     ?                           `??` makes two
 *     Its answer                  up to a blank line outside of fences, or to the end marker
 *
 *     A ==cloze== in a paragraph
 */
export function findCards(source: Source): { cards: readonly RawCard[]; remarks: readonly Remark[] } {
  const reader = newReader(source);
  for (let line = source.head.lines; line < source.lines.starts.length; line++) readLine(reader, line);
  close(reader);
  return reader;
}

function readLine(reader: Reader, line: number): void {
  const { lines, taken, syntax } = reader.source;
  const raw = lineText(lines, line);
  const text = raw.trim();
  const kind = kindOf(lines, line);
  const { endMarker } = syntax.spacedRepetition;
  if (taken[line] === 1) drop(reader);
  else if (kind !== Kind.fence && isSchedule(text)) readSchedule(reader, line, text);
  else if (isHiddenSign(reader, kind, text)) readSign(reader, line, raw, kind);
  else if (kind === Kind.comment || scheduleCallout.test(text)) return;
  else if (isShielded(kind)) readShielded(reader, line, raw, kind);
  else if (text === "") readBlank(reader, endMarker !== "");
  else readSign(reader, line, raw, kind);
}

function readSign(reader: Reader, line: number, raw: string, kind: Kind): void {
  if (raw.trim() === reader.source.syntax.spacedRepetition.endMarker) close(reader);
  else readText(reader, line, raw, kind);
}

/** A separator or end marker that its user keeps out of sight: `<!-- end -->`, `<?e?>`, in a quote, too. */
function isHiddenSign({ alone, source }: Reader, kind: Kind, text: string): boolean {
  if ((kind !== Kind.comment && kind !== Kind.raw) || !/^(?:>\s?)*<[!?]/.test(text)) return false;
  return text === source.syntax.spacedRepetition.endMarker || alone.some(({ sign }) => sign === text);
}

/** Lines of another dialect's card stand between, and belong to none of ours. */
function drop(reader: Reader): void {
  close(reader);
  reader.closed = undefined;
}

function readBlank(reader: Reader, hasEndMarker: boolean): void {
  if (!hasEndMarker || reader.open === undefined) close(reader);
  else reader.held.push({ line: reader.held.at(-1)?.line ?? 0, text: "" });
}

/** No sign counts here, but what the plugin has written behind a formula or a `</pre>`. */
function readShielded(reader: Reader, line: number, raw: string, kind: Kind): void {
  const at = kind === Kind.raw || kind === Kind.math ? raw.indexOf(scheduleSign) : -1;
  hold(reader, line, at === -1 ? raw : raw.slice(0, at).trimEnd());
  if (at !== -1) readSchedule(reader, line, raw.slice(at));
}

function readText(reader: Reader, line: number, raw: string, kind: Kind): void {
  const sameLine = scheduleIn(raw);
  const text = sameLine === -1 ? raw : raw.slice(0, sameLine).trimEnd();
  const isScheduled = sameLine !== -1 || isScheduleAt(reader, line + 1);
  if (kind === Kind.code && !isScheduled) return hold(reader, line, raw);
  const alone = reader.alone.find(({ sign }) => text.trim() === sign);
  const isFirstAlone = alone !== undefined && reader.open?.form !== "lines";
  const parting = alone === undefined ? partingOf(reader, line, text, isScheduled) : undefined;
  if (isRule(text) && reader.open === undefined) close(reader);
  else if (isFirstAlone) readSeparator(reader, line, alone);
  else if (parting !== undefined) readInline(reader, { line, text }, parting);
  else readProse(reader, line, text);
  if (sameLine !== -1) readSchedule(reader, line, raw.slice(sameLine));
}

function isScheduleAt({ source: { lines } }: Reader, line: number): boolean {
  const text = line < lines.starts.length ? lineText(lines, line).trim() : "";
  return isSchedule(text) || scheduleCallout.test(text);
}

/** Above a card it parts it from what stands before. */
export function isRule(text: string): boolean {
  return /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(text);
}

/** Where the line is parted into question and answer. */
function partingOf(reader: Reader, line: number, text: string, isScheduled: boolean): Parting | undefined {
  if (!reader.inline.some(({ sign }) => text.includes(sign))) return undefined;
  // The first line of an answer is one.
  if (reader.open?.form === "lines" && reader.held.length === reader.open.front && !isScheduled) return undefined;
  const settings = reader.source.syntax.spacedRepetition;
  const masked = maskClozes(reader.maskedLine(line).slice(0, text.length), settings);
  const free = freePartingIn(masked, reader.inline);
  if (free !== undefined) return free;
  const parting = partingIn(masked, reader.inline);
  if (parting === undefined || isScheduled) return parting;
  reader.remarks.push({ line, what: "unread-separator" });
  return undefined;
}

function readSeparator(reader: Reader, line: number, { reversed }: Separator): void {
  const hasFront = reader.held.some(({ text }) => text.trim() !== "");
  if (hasFront) reader.open = { form: "lines", reversed, front: reader.held.length };
  else reader.remarks.push({ line, what: "empty-front" });
}

function readInline(reader: Reader, { line, text }: CardLine, { at, sign, reversed }: Parting): void {
  close(reader);
  const [front, back] = [text.slice(0, at), text.slice(at + sign.length)];
  if (front.replace(/^[\s>]*(?:[-*+]\s|\d+[.)]\s)?/, "").trim() === "") {
    reader.remarks.push({ line, what: "empty-front" });
    return;
  }
  add(reader, {
    form: "inline",
    reversed,
    front: [{ line, text: front }],
    back: [{ line, text: back }],
    last: line,
    comments: [],
  });
}

function readProse(reader: Reader, line: number, text: string): void {
  const { syntax, lines } = reader.source;
  hold(reader, line, text);
  if (reader.open !== undefined || kindOf(lines, line) === Kind.code) return;
  if (holdsCloze(reader.maskedLine(line).slice(0, text.length), syntax.spacedRepetition, false))
    reader.open = { form: "cloze", reversed: false, front: 0 };
}

/** A schedule ends its card. One without a card may stand below one that other settings made. */
function readSchedule(reader: Reader, line: number, comment: string): void {
  const behind = comment.split("-->").slice(1).join("-->").trim();
  if (reader.open === undefined && reader.held.length > 0) makeFormer(reader);
  if (reader.open?.form === "lines" && behind !== "") reader.held.push({ line, text: behind });
  close(reader);
  const card = reader.closed;
  if (card === undefined || card.comments.length > 0) {
    reader.remarks.push({ line, what: card === undefined ? "unread-schedule" : "second-schedule" });
    return;
  }
  card.comments.push(comment);
  card.last = line;
}

function makeFormer(reader: Reader): void {
  const { held, source } = reader;
  const isSign = ({ line, text }: CardLine) =>
    !isShielded(kindOf(source.lines, line)) && formerLines.some(({ sign }) => sign === text.trim());
  const front = held.findIndex((each, index) => index > 0 && isSign(each));
  if (front > 0) {
    const { reversed = false } = formerLines.find(({ sign }) => sign === held[front]?.text.trim()) ?? {};
    reader.open = { form: "lines", reversed, front };
    held.splice(front, 1);
    return;
  }
  const last = held.at(-1);
  const parting = last === undefined ? undefined : partingIn(mask(last.text), formerInline);
  if (last !== undefined && parting !== undefined) {
    reader.held = [];
    readInline(reader, last, parting);
  } else if (holdsCloze(mask(held.map(({ text }) => text).join("\n")), source.syntax.spacedRepetition, true))
    reader.open = { form: "cloze", reversed: false, front: 0 };
}
