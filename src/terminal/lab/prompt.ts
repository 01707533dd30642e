import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from "node:readline";
import { textWidth } from "../../markdown/width.ts";
import { painter } from "../line.ts";
import { layoutFor } from "./columns.ts";
import { complete } from "./complete.ts";
import { type Bench, type Paper, playLine, playWakes, reachedCount } from "./play.ts";

export interface PromptOptions {
  readonly color: boolean;
  /** Lines of earlier sessions, the newest first. */
  readonly history: readonly string[];
  /** Words beside those of the lab; true: it was one. */
  readonly obey?: (text: string, write: Paper["write"]) => boolean;
  /** Whether to leave once all goals are reached. */
  readonly untilReached: boolean;
  /** The terminal; default: this process's. */
  readonly input?: NodeJS.ReadStream;
  readonly output?: NodeJS.WriteStream;
}

type Turn = { readonly kind: "line"; readonly text: string } | { readonly kind: "wake" | "end" | "interrupt" };

/** Lines with history and completion, until `quit`, Ctrl-D, or the last goal. Gives the history back. */
export async function playPrompt(bench: Bench, options: PromptOptions): Promise<readonly string[]> {
  const { input = process.stdin, output = process.stdout } = options;
  const line = createInterface({
    input,
    output,
    terminal: true,
    history: [...options.history],
    historySize: 500,
    removeHistoryDuplicates: true,
    completer: (text: string) => complete(text, bench.actor, bench.session),
  });
  let history = options.history;
  line.on("history", (lines: string[]) => (history = lines));
  const turns = turnsOf(line, output);
  const paper = (): Paper => paperOn(bench, output, options.color);
  let isOpen = true;
  line.on("close", () => (isOpen = false));
  let next = turns.next();
  try {
    for (;;) {
      line.setPrompt(promptOf(bench, options.color));
      if (isOpen) line.prompt(true);
      const turn = await Promise.race([next, bench.session.stirred().then((): Turn => ({ kind: "wake" }))]);
      if (turn.kind !== "wake") next = turns.next();
      clearInput(line, output);
      if (turn.kind === "end" || (await take(bench, turn, line, options, paper())) === "quit") return history;
      if (options.untilReached && reachedCount(bench) === bench.goals.length) return history;
    }
  } finally {
    line.close();
  }
}

async function take(
  bench: Bench,
  turn: Turn,
  line: Interface,
  { obey }: PromptOptions,
  paper: Paper,
): Promise<"go on" | "quit"> {
  if (turn.kind === "wake") await playWakes(bench, paper);
  if (turn.kind === "interrupt") await interrupt(bench, line, paper);
  if (turn.kind !== "line" || obey?.(turn.text, paper.write) === true) return "go on";
  const answer = await playLine(bench, turn.text, paper);
  moveOn(bench);
  return answer;
}

/** While the one who was spoken to sleeps, the next one who does not is. */
function moveOn(bench: Bench): void {
  const { session, actor } = bench;
  if (session.blockedIn(actor) === undefined) return;
  const at = session.actors.indexOf(actor);
  const others = [...session.actors.slice(at + 1), ...session.actors.slice(0, at)];
  bench.actor = others.find((other) => session.blockedIn(other) === undefined) ?? actor;
}

function promptOf({ actor, session, goals }: Bench, color: boolean): string {
  const asleep = session.blockedIn(actor);
  const reached = goals.length === 0 ? "" : ` ${reachedCount({ actor, session, goals })}/${goals.length}`;
  return `${painter(color)("1;36", actor + (asleep === undefined ? "" : ` (asleep in ${asleep})`))}${reached}> `;
}

function paperOn(bench: Bench, output: NodeJS.WriteStream, color: boolean): Paper {
  const look = { width: output.columns || 80, color };
  return {
    look,
    layout: layoutFor(bench.session.actors, look),
    write: (lines) => void output.write(lines.map((text) => `${text}\n`).join("")),
  };
}

/** One turn after the other, however fast they come: a paste is many lines at once. */
function turnsOf(line: Interface, output: NodeJS.WriteStream): { next(): Promise<Turn> } {
  const waiting: Turn[] = [];
  let news = Promise.withResolvers<void>();
  const add = (turn: Turn): void => {
    waiting.push(turn);
    news.resolve();
    news = Promise.withResolvers();
  };
  line.on("line", (text) => {
    eraseEcho(line, text, output);
    add({ kind: "line", text });
  });
  line.on("SIGINT", () => add({ kind: "interrupt" }));
  line.on("close", () => add({ kind: "end" }));
  return {
    async next() {
      while (waiting[0] === undefined) await news.promise;
      return waiting.shift() ?? { kind: "end" };
    },
  };
}

/** What was typed is shown again in its actor's column. */
function eraseEcho(line: Interface, text: string, output: NodeJS.WriteStream): void {
  // eslint-disable-next-line no-control-regex
  const prompt = line.getPrompt().replace(/\u001b\[[\d;]*m/g, "");
  const rows = Math.floor(textWidth(prompt + text) / Math.max(1, output.columns)) + 1;
  moveCursor(output, 0, -rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

/** Takes the prompt away, with what stands in it: it is drawn again below what is told. */
function clearInput(line: Interface, output: NodeJS.WriteStream): void {
  moveCursor(output, 0, -line.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
}

/** Ctrl-C: a line that is being typed goes first, then a process that sleeps. */
async function interrupt(bench: Bench, line: Interface, { write, layout }: Paper): Promise<void> {
  const { session } = bench;
  if (line.line !== "") {
    line.write(null, { ctrl: true, name: "e" });
    line.write(null, { ctrl: true, name: "u" });
    return;
  }
  const asleep =
    session.blockedIn(bench.actor) === undefined
      ? session.actors.find((actor) => session.blockedIn(actor) !== undefined)
      : bench.actor;
  if (asleep === undefined) return write(["Nobody sleeps. Ctrl-D or quit leaves the lab."]);
  await session.interrupt(asleep);
  await session.settle();
  write(layout.place(asleep, ["✗ ended, and started anew:", "  no descriptors, no names"]));
  bench.actor = asleep;
}
