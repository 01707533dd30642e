import { join, resolve } from "node:path";
import { findSuggestions, type Numbered, writeCards } from "../../desk/suggest.ts";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { cut, painter } from "../../terminal/line.ts";
import { type Context, document, wholeNumber } from "../context.ts";
import { counted } from "../counted.ts";
import { fromHere } from "../here.ts";
import { namedTarget } from "../named-target.ts";
import { isTerminal } from "../streams.ts";

/** Lists what could become cards; with --accept, writes those into the file of --into, and never anywhere else. */
export function run(context: Context): number {
  const into = typeof context.options["into"] === "string" ? resolve(context.options["into"]) : undefined;
  const accepted = numbersOf(context.options["accept"]);
  const limit = wholeNumber(context.options["limit"], "limit", 1);
  if (accepted !== undefined && into === undefined)
    throw new CardsError("--accept: no file to write into", "Name one with --into FILE.md.", { exit: 2 });
  const targets = context.words.map((word) => namedTarget(context, word));
  const found = findSuggestions(targets, into);
  if (accepted !== undefined && into !== undefined) return accept(context, found, accepted, into);
  if (context.json) context.out(document({ suggestions: found.slice(0, limit).map(asJson) }));
  else printList(context, found, limit);
  return 0;
}

/** `3,5` */
function numbersOf(value: string | boolean | undefined): readonly number[] | undefined {
  if (typeof value !== "string") return undefined;
  const numbers = value.split(",").map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return [...new Set(numbers)];
  throw new CardsError(`--accept ${value}: not numbers of suggestions`, "Write them as --accept 3,5.", { exit: 2 });
}

function accept(context: Context, found: readonly Numbered[], numbers: readonly number[], into: string): number {
  const chosen = numbers.map((number) => {
    const suggestion = found.find((each) => each.number === number);
    if (suggestion !== undefined) return suggestion;
    throw new CardsError(`--accept ${number}: no such suggestion`, "It may be a card already; list them again.", {
      exit: 2,
    });
  });
  writeCards(into, chosen);
  if (context.json) context.out(document({ into, accepted: chosen.map(asJson) }));
  else {
    const cards = counted(chosen.length, "card");
    context.out(safeText(`${cards} appended to ${fromHere(into)}; cards import ${fromHere(into)} takes it in.`));
  }
  return 0;
}

function asJson({ root, ...suggestion }: Numbered): object {
  return { ...suggestion, vault: root };
}

function printList(context: Context, found: readonly Numbered[], most = 30): void {
  const paint = painter(context.color);
  const width = isTerminal(1) ? context.width : 200;
  for (const { number, front, back, root, path, line, why } of found.slice(0, most)) {
    const lines = back.split("\n").filter((text) => text.trim() !== "");
    const more = lines.length > 3 ? [`… ${lines.length - 2} more lines`] : [];
    const shown = [...lines.slice(0, lines.length > 3 ? 2 : 3), ...more];
    context.out(cut(`${String(number).padStart(4)}  ${front.replaceAll("\n", " ")}`, width));
    shown.forEach((text, index) => context.out(cut(`      ${index === 0 ? "→" : " "} ${text}`, width)));
    context.out(paint("2", cut(`        ${fromHere(join(root, path))}:${line}  ${why}`, width)));
  }
  if (found.length === 0) context.note("Nothing here looks like a card that is not one yet.");
  else {
    const left = found.length > most ? `${found.length - most} more with --limit ${found.length}. ` : "";
    context.note(`${left}cards suggest … --accept ${found[0]?.number ?? 1} --into FILE.md makes a card of the first.`);
  }
}
