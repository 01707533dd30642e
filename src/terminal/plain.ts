import type { Readable } from "node:stream";
import { CardsError } from "../errors.ts";
import type { Review, View } from "../review/review.ts";
import type { Card } from "../store/cards.ts";
import { type Look, answerLines, questionLines, titleLine } from "./card.ts";
import { cut, painter } from "./line.ts";
import type { PowerOptions } from "./powers.ts";
import { ratingColors, ratings, ratingWords, sizeOfDrill, summaryLines } from "./summary.ts";

export interface PlainOptions extends Look {
  readonly input: () => Readable;
  readonly write: (text: string) => void;
  /** Lines of a screen: an answer is shown a screenful at a time. undefined = all at once. */
  readonly rows: number | undefined;
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
  let rest = await open(review.view(), options);
  const { createInterface } = await import("node:readline");
  const typed = createInterface({ input: options.input() });
  const lines = typed[Symbol.asyncIterator]();
  while (review.view().sitting.stage.kind !== "ended") {
    const { value, done } = await lines.next();
    if (done === true) break;
    rest = await react(review, value.trim(), { options, rest, lines });
  }
  if (review.view().sitting.stage.kind !== "ended") await review.send({ kind: "quit" });
  const at = { time: options.powers.now(), zone: options.powers.zone };
  options.write(`\n${summaryLines(review.view(), at).join("\n")}\n`);
  // Ending the lines is not enough: a terminal would go on being listened to, and keep the process alive.
  typed.close();
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
  if (word === "" && rest.length > 0) return page(rest, review.view(), options);
  if (word === "" && stage.kind === "asking") return showAnswer(await review.send({ kind: "show" }), options);
  const typed = typedAnswer(word, review.view());
  if (typed !== undefined) return answer(typed, review, options);
  const rating = ratings[Number(word) - 1];
  if (rating !== undefined && /^[1-4]$/.test(word)) {
    if (stage.kind === "answered") return open(await review.send({ kind: "rate", rating }), options);
    return say(options, "Look at the answer first: an empty line shows it.", rest);
  }
  const key = word === "D" ? "D" : word.toLowerCase();
  switch (aliases[key] ?? key) {
    case "u": {
      const took = review.view().sitting.history.length > 0;
      if (!took) return say(options, "Nothing to take back in this sitting; cards undo goes further.", rest);
      return open(await review.send({ kind: "undo" }), options);
    }
    case "!":
      return open(await review.send({ kind: "suspend" }), options);
    case "-":
      return open(await review.send({ kind: "bury" }), options);
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
  return showAnswer(await review.send({ kind: "show" }), options);
}

/** Letters for those who cannot type the signs easily. */
const aliases: Readonly<Record<string, string>> = { s: "!", b: "-" };

/** What can be done with the card besides rating it. */
async function act(word: string, review: Review, turn: Turn): Promise<readonly string[]> {
  const { options, rest } = turn;
  const { card, sitting } = review.view();
  if (word === "d" && sitting.stage.kind === "offering") return drill(review, turn);
  if (card === undefined || !["*", "d", "e", "o", "i"].includes(word)) return say(options, helpOf(review.view()), rest);
  const told = await done(word, card, review, options);
  if (word !== "e") return say(options, told, rest);
  const view = review.view();
  const nothing = await open(view, options, told);
  return view.sitting.stage.kind === "answered" ? showAnswer(view, options) : nothing;
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
    if (!(error instanceof CardsError)) throw error;
    turn.options.write(`${error.message}\n  ${error.hint}\n`);
  }
  return open(view.sitting.stage.kind === "offering" ? await review.send({ kind: "decline" }) : view, turn.options);
}

function say(options: PlainOptions, text: string, rest: readonly string[]): readonly string[] {
  options.write(`${text}\n`);
  return rest;
}

// ---------------------------------------------------------------- what is written

/** A card's question, the offered drill, or nothing at the end. */
async function open(view: View, options: PlainOptions, told = ""): Promise<readonly string[]> {
  const paint = painter(options.color);
  if (told !== "") options.write(`${told}\n`);
  const { stage } = view.sitting;
  if (stage.kind === "offering" && view.drill !== undefined) {
    options.write(
      `\n${paint("1", `⚒ ${view.drill.title}`)} — a drill is due: ${sizeOfDrill(view)}.\n${promptOf(view, options)}\n`,
    );
  }
  if (view.card === undefined) return [];
  const { left } = view;
  const counts = `new ${left.new} · learning ${left.learning} · review ${left.review}`;
  options.write(`\n${titleLine(view.card, options)}\n${paint("2", counts)}\n\n`);
  options.write(`${(await questionLines(view.card, options)).join("\n")}\n\n${promptOf(view, options)}\n`);
  return [];
}

async function showAnswer(view: View, options: PlainOptions): Promise<readonly string[]> {
  if (view.card === undefined) return [];
  const ruler = painter(options.color)("2", "─".repeat(Math.min(options.width, 100)));
  options.write(`${ruler}\n`);
  return page([...(await answerLines(view.card, options)), ""], view, options);
}

/** Writes a screenful and gives the rest; the prompt stands below either way, and a rating may be given at any time. */
function page(lines: readonly string[], view: View, options: PlainOptions): readonly string[] {
  const room = options.rows === undefined ? lines.length : Math.max(5, options.rows - 2);
  // No page of its own for a line or two.
  const cutAt = lines.length <= room + 2 ? lines.length : room;
  options.write(`${lines.slice(0, cutAt).join("\n")}\n`);
  const rest = lines.slice(cutAt);
  if (rest.length > 0)
    options.write(`${painter(options.color)("2", `↓ ${rest.length} more lines: Enter   (or rate now: 1–4)`)}\n`);
  else options.write(`${drillLine(view, options)}${promptOf(view, options)}\n`);
  return rest;
}

function drillLine(view: View, options: PlainOptions): string {
  const link = view.card?.drills[0];
  return link === undefined ? "" : `${painter(options.color)("2", `⚒ drill ${link.id}: d after the cards, D now`)}\n`;
}

function promptOf(view: View, options: PlainOptions): string {
  const { stage } = view.sitting;
  if (stage.kind === "offering") return keys(["d start the drill", "q not today"], options);
  const type = view.card?.kind === "typed" ? ["type the answer"] : [];
  if (stage.kind === "asking") return keys([...type, "Enter show", "s suspend", "u undo", "? help", "q end"], options);
  if (stage.kind !== "answered" || view.choices === undefined) return "";
  return keys(ratingWords(view.choices), options, ratingColors);
}

/** Keys side by side, in as many lines as the width asks for. */
function keys(words: readonly string[], options: PlainOptions, colours: readonly string[] = []): string {
  const paint = painter(options.color);
  const lines: string[][] = [[]];
  let columns = 0;
  words.forEach((word, index) => {
    if (columns > 0 && columns + 3 + word.length > options.width) {
      lines.push([]);
      columns = 0;
    }
    columns += word.length + 3;
    lines.at(-1)?.push(paint(colours[index] ?? "2", word));
  });
  return lines.map((line) => line.join("   ")).join("\n");
}

function helpOf(view: View): string {
  const now =
    view.sitting.stage.kind === "answered" ? "1 again, 2 hard, 3 good, 4 easy" : "an empty line shows the answer";
  return [
    `Keys, each with Enter: ${now}; u undo, q end;`,
    "- bury until tomorrow, ! suspend, * flag, i card info, e edit the note, o open it in Obsidian;",
    "= and your answer lets it be graded before it is shown;",
    "d the card's drill after the last card, D the drill now.",
  ].join("\n");
}
