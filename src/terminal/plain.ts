import type { Readable } from "node:stream";
import { CardsError } from "../errors.ts";
import { safeText } from "../markdown/safe-text.ts";
import type { Review, View } from "../review/review.ts";
import type { Card } from "../store/cards.ts";
import { cut } from "./line.ts";
import { helpOf, type PlainPaper, promptOf, writeAnswer, writePage, writeStage } from "./plain-pages.ts";
import type { PowerOptions } from "./powers.ts";
import { ratings, summaryLines } from "./summary.ts";

export interface PlainOptions extends PlainPaper {
  readonly input: () => Readable;
  /** A person sits there, so an editor may be opened. */
  readonly isScreen: boolean;
  readonly powers: PowerOptions;
  /** Runs a drill to its end, and gives the lines that tell how it went. */
  readonly drill: (id: string, keys: AsyncIterator<string>) => Promise<void>;
}

/**
 * The sitting line by line: empty line = show, 1–4 = rate, u undo, q end, and all the keys of the screen.
 * Nothing is redrawn, so it works over a pipe, in a log, and for a screen reader.
 */
export async function reviewPlainly(review: Review, options: PlainOptions): Promise<void> {
  // The first card first: opening the input costs as much as showing it.
  let rest = await writeStage(review.view(), options);
  const { createInterface } = await import("node:readline");
  const typed = createInterface({ input: options.input() });
  const lines = typed[Symbol.asyncIterator]();
  try {
    while (review.view().sitting.stage.kind !== "ended") {
      const { value, done } = await lines.next();
      if (done === true) break;
      try {
        rest = await react(review, value.trim(), { options, rest, lines });
      } catch (error) {
        // A person can try again; a script is told by the exit code.
        if (!options.isScreen) throw error;
        complain(error, options);
      }
    }
  } finally {
    // Ending the lines is not enough: a terminal would go on being listened to, and keep the process alive.
    typed.close();
  }
  if (review.view().sitting.stage.kind !== "ended") await review.send({ kind: "quit" });
  const at = { time: options.powers.now(), zone: options.powers.zone };
  options.write(`\n${summaryLines(review.view(), at).join("\n")}\n`);
}

interface Turn {
  readonly options: PlainOptions;
  /** Lines of the answer that were not shown yet. */
  readonly rest: readonly string[];
  readonly lines: AsyncIterator<string>;
}

async function react(review: Review, word: string, turn: Turn): Promise<readonly string[]> {
  const { options, rest } = turn;
  const { stage } = review.view().sitting;
  if (word === "" && rest.length > 0) return writePage(rest, review.view(), options);
  if (word === "" && stage.kind === "asking") return writeAnswer(await review.send({ kind: "show" }), options);
  const typed = typedAnswer(word, review.view());
  if (typed !== undefined) return answer(typed, review, options);
  const rating = ratings[Number(word) - 1];
  if (rating !== undefined && /^[1-4]$/.test(word)) {
    if (stage.kind === "answered") return writeStage(await review.send({ kind: "rate", rating }), options);
    return say(options, "Look at the answer first: an empty line shows it.", rest);
  }
  const key = word === "D" ? "D" : word.toLowerCase();
  switch (aliases[key] ?? key) {
    case "u": {
      const took = review.view().sitting.history.length > 0;
      if (!took) return say(options, "Nothing to take back in this sitting; cards undo goes further.", rest);
      return writeStage(await review.send({ kind: "undo" }), options);
    }
    case "!":
      return writeStage(await review.send({ kind: "suspend" }), options);
    case "-":
      return writeStage(await review.send({ kind: "bury" }), options);
    case "D":
      return drill(review, turn);
    case "q":
      await review.send({ kind: "quit" });
      return [];
    case "":
      return say(options, promptOf(review.view(), options), rest);
    default:
      return act(key, review, turn);
  }
}

/** On a card that wants to be typed, whatever is no key; on any other behind a `=`. Gaps are not typed. */
function typedAnswer(word: string, { card, sitting }: View): string | undefined {
  if (card === undefined || sitting.stage.kind !== "asking" || card.kind === "cloze") return undefined;
  if (word.startsWith("=")) return word.slice(1).trim() || undefined;
  return card.kind === "typed" && word.length > 1 ? word : undefined;
}

async function answer(typed: string, review: Review, options: PlainOptions): Promise<readonly string[]> {
  const { card } = review.view();
  if (card === undefined) return [];
  const { gradeTyped } = await import("./typed.ts");
  const { lines } = await gradeTyped(card, typed, options.powers);
  options.write(`${lines.map((line) => cut(line, options.width)).join("\n")}\n`);
  return writeAnswer(await review.send({ kind: "show" }), options);
}

/** Letters for those who cannot type the signs easily. */
const aliases: Readonly<Record<string, string>> = { s: "!", b: "-" };

/** What can be done with the card besides rating it. */
async function act(word: string, review: Review, turn: Turn): Promise<readonly string[]> {
  const { options, rest } = turn;
  const { card, sitting } = review.view();
  const isOffer = sitting.stage.kind === "offering";
  if (isOffer && word === "d") return drill(review, turn);
  if (isOffer && word === "n") return writeStage(await review.send({ kind: "decline" }), options);
  if (card === undefined || !["*", "d", "e", "o", "i"].includes(word)) return say(options, helpOf(review.view()), rest);
  const told = await done(word, card, review, options);
  if (word !== "e") return say(options, told, rest);
  const view = review.view();
  const nothing = await writeStage(view, options, told);
  return view.sitting.stage.kind === "answered" ? writeAnswer(view, options) : nothing;
}

async function done(word: string, card: Card, review: Review, options: PlainOptions): Promise<string> {
  const powers = await import("./powers.ts");
  switch (word) {
    case "*":
      return powers.toggleFlag(card, review);
    case "d":
      return powers.queueDrill(card, review);
    case "i":
      return powers.cardInfo(card, options.powers, options).join("\n");
    case "o":
      return (await import("./open-note.ts")).openNote(card);
    default:
      if (!options.isScreen) return "The editor needs a terminal.";
      return powers.editCard(card, review, options.powers, async (work) => work());
  }
}

async function drill(review: Review, turn: Turn): Promise<readonly string[]> {
  const view = review.view();
  const id = view.sitting.stage.kind === "offering" ? view.sitting.stage.drill : view.card?.drills[0]?.id;
  if (id === undefined)
    return say(turn.options, "No drill belongs to this card. cards drill list shows all of them.", turn.rest);
  try {
    await turn.options.drill(id, turn.lines);
  } catch (error) {
    complain(error, turn.options);
  }
  return writeStage(
    view.sitting.stage.kind === "offering" ? await review.send({ kind: "decline" }) : view,
    turn.options,
  );
}

/** Tells of what went wrong, unless it is a fault of ours. */
function complain(error: unknown, options: PlainOptions): void {
  if (!(error instanceof CardsError)) throw error;
  options.write(`${safeText(error.message)}\n  ${safeText(error.hint)}\n`);
}

function say(options: PlainOptions, text: string, rest: readonly string[]): readonly string[] {
  options.write(`${text}\n`);
  return rest;
}
