import { createHash } from "node:crypto";
import { missingTransport } from "../echo/address.ts";
import { goalText } from "../lab/goals.ts";
import type { Drill, Transport } from "../model.ts";
import type { LabCall, Puzzle, Question } from "../puzzle.ts";
import { itemsTyped } from "./grade.ts";

/**
 * The work file of a drill without a program, as plain text:
 *
 *     # transports: tcp4               what the calls below were written for
 *     server: listen(s, 8)             a sequence: the calls, shuffled; to be put in order
 *
 *     you: listen(fd, 8) = ?           a prediction: the program, with a blank for each question
 *     order of lines 4, 6: ?
 *
 *     ?                                an answer: a line for each item
 *
 * Lines that begin with # say nothing.
 */
export function puzzleStarter(drill: Drill, puzzle: Puzzle, seed: number, transport = variantOf(drill, seed)): string {
  const head = puzzle.kind === "answer" || puzzle.kind === "lab" ? [] : [`# transports: ${transport}`];
  return [...head, ...bodyOf(puzzle, seed, transport), ""].join("\n");
}

/** Each repetition has another of the allowed transports. */
function variantOf({ transports }: Drill, seed: number): Transport {
  const usable = transports.filter((live) => live === transports[0] || missingTransport(live) === undefined);
  return usable[(seed - 1) % usable.length] ?? "tcp4";
}

/** The transport that a work file was written for. */
export function transportOfText(drill: Drill, text: string): Transport | undefined {
  const [said] = `\n${text}`.split("\n# transports: ")[1]?.split(/\s/, 1) ?? [];
  return drill.transports.find((allowed) => allowed === said);
}

function bodyOf(puzzle: Puzzle, seed: number, transport: Transport): string[] {
  switch (puzzle.kind) {
    case "sequence":
      return [
        "# Put these calls into an order that works, and save.",
        "",
        ...shuffled(linesOf(puzzle.calls, transport), seed),
      ];
    case "predict":
      return [
        "# Replace each ? by what you expect, and save: a number, ok (it works),",
        '# an errno such as EINVAL, "bytes" in quotes, or blocks.',
        "",
        ...linesOf(puzzle.program, transport).map((line, index) => {
          const isAsked = puzzle.ask.some(({ kind, lines }) => kind === "gives" && lines[0] === index + 1);
          return `${line}${isAsked ? " = ?" : ""}`;
        }),
        ...otherQuestions(puzzle.ask),
      ];
    case "lab":
      return [
        "# One call a line, as cards lab takes them; b: in front makes the other process call. To be reached:",
        ...puzzle.goals.map((goal) => `#   ${goalText(goal)}`),
        "",
      ];
    case "answer": {
      const count = puzzle.items.length;
      const wanted = count === 1 ? "One answer" : `${count} answers, one a line, in any order`;
      return [`# ${wanted}; then save.`, "", ...puzzle.items.map(() => "?")];
    }
  }
}

function otherQuestions(ask: readonly Question[]): string[] {
  const others = ask.filter(({ kind }) => kind !== "gives").map((question) => `${questionText(question)}: ?`);
  return others.length === 0 ? [] : ["", ...others];
}

/** What a question asks; of all but `gives` it stands before the blank. */
export function questionText({ kind, lines }: Question): string {
  const all = lines.toSorted((one, other) => one - other);
  if (kind === "order") return `order in which lines ${all.join(", ")} return`;
  if (kind === "same") return `lines ${all.join(", ")} give the same number, yes or no`;
  return kind === "ends" ? `line ${all[0]} gives in the end` : `line ${all[0]}`;
}

/** Calls as the file holds them: with their actor, where there are several. `{port}` and `{path}` are the lab's to fill. */
function linesOf(calls: readonly LabCall[], transport: Transport): string[] {
  const isAlone = new Set(calls.map(({ actor }) => actor)).size === 1;
  return calls.map(({ actor, call }) => `${isAlone ? "" : `${actor}: `}${callFor(call, transport)}`);
}

/** A call of the lab for one transport. */
export function callFor(call: string, transport: Transport): string {
  const isUnix = transport.startsWith("unix");
  const family = isUnix ? "AF_UNIX" : transport.endsWith("6") ? "AF_INET6" : "AF_INET";
  const host = transport.endsWith("6") ? "[::1]" : "127.0.0.1";
  const address = isUnix ? "unix:{path}" : `${host}:{port}`;
  return call.replaceAll("{family}", family).replaceAll("{address}", address);
}

/** Another order than the right one, the same for the same seed: no call stands where it should begin. */
function shuffled(lines: readonly string[], seed: number): string[] {
  const lot = (line: string, index: number): string =>
    createHash("sha256").update(`${seed} ${index} ${line}`).digest("hex");
  const mixed = lines
    .map((line, index) => ({ line, lot: lot(line, index) }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ line }) => line);
  // What must be first comes last: nothing works without it.
  const at = mixed.indexOf(lines[0] ?? "");
  return [...mixed.slice(at + 1), ...mixed.slice(0, at + 1)];
}

/** Lines that say something, with their number in the file. */
function spoken(text: string): { readonly text: string; readonly line: number }[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"));
}

/** The learner's order of the calls; or what is wrong with the file, which says nothing of what is known. */
export function readOrder(calls: readonly LabCall[], text: string, transport: Transport): LabCall[] | string {
  const texts = linesOf(calls, transport);
  const open = calls.map((call, index) => ({
    call: { ...call, call: callFor(call.call, transport) },
    text: texts[index],
  }));
  const order: LabCall[] = [];
  for (const { text: line, line: number } of spoken(text)) {
    const wanted = squeezed(line);
    const at = open.findIndex(({ text = "" }) => squeezed(text) === wanted);
    const found = at === -1 ? undefined : open.splice(at, 1)[0];
    if (found === undefined)
      return `line ${number}: "${line.slice(0, 60)}" is not one of the calls, or stands there twice`;
    order.push(found.call);
  }
  const [missing] = open;
  return missing === undefined ? order : `${missing.text} is missing`;
}

/** Space means nothing, nor does a number or a dash before the line. */
function squeezed(line: string): string {
  return bare(line).replace(/\s+/g, "");
}

function bare(line: string): string {
  return line.replace(/^(?:\d+[.)]|[-*])\s+/, "");
}

/** What follows so many letters, space not counted; without a remark. */
function behind(line: string, letters: number): string {
  const text = bare(line);
  let at = 0;
  for (let left = letters; left > 0 && at < text.length; at++) if (!/\s/.test(text[at] ?? "")) left--;
  const [before = ""] = text.slice(at).split(/\s#/);
  return before.trim();
}

/** What stands in each question's blank; or what is wrong with the file. */
export function readPrediction(
  { program, ask }: Puzzle & { readonly kind: "predict" },
  text: string,
  transport: Transport,
): string[] | string {
  const lines = spoken(text).map(({ text, line }) => ({ text, line, tight: squeezed(text).toLowerCase() }));
  const calls = linesOf(program, transport);
  const answers: string[] = [];
  for (const question of ask) {
    const call = question.kind === "gives" ? calls[(question.lines[0] ?? 1) - 1] : undefined;
    const before = call === undefined ? `${questionText(question)}:` : `${call} =`;
    const tight = squeezed(before).toLowerCase();
    // Of equal calls the asked one is that with a blank; they stand in the program's order.
    const at = lines.findIndex((line) => line.tight.startsWith(tight));
    const [found] = at === -1 ? [] : lines.splice(at, 1);
    if (found === undefined) return `"${before} …" is not there any more`;
    const answer = behind(found.text, tight.length);
    if (answer === "" || answer === "?") return `line ${found.line} of the file still has its ?`;
    answers.push(answer);
  }
  return answers;
}

/** What was named, an item a line; all in one line there are commas between. */
export function readItems(text: string, count: number): readonly string[] | string {
  const items = spoken(text)
    .map((line) => bare(line.text))
    .filter((item) => item !== "?");
  const [only, more] = items;
  if (only === undefined) return "nothing is named yet";
  return more === undefined ? itemsTyped(only, count) : items;
}
