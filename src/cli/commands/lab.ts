import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { privateFolder } from "../../echo/tidy.ts";
import { CardsError, systemReason } from "../../errors.ts";
import { openSession, type Session } from "../../lab/session.ts";
import { painter } from "../../terminal/line.ts";
import { layoutFor } from "../../terminal/lab/columns.ts";
import { keepHistory, readHistory } from "../../terminal/lab/history.ts";
import { sessionJson } from "../../terminal/lab/json.ts";
import { type Bench, type Paper, playLine, playWakes, slips } from "../../terminal/lab/play.ts";
import { playPrompt } from "../../terminal/lab/prompt.ts";
import { type Context, document } from "../context.ts";
import { hasScreen } from "../screen.ts";

/** Free play with system calls: at a prompt, or from a script and then to its end. */
export async function run(context: Context): Promise<number> {
  const { actors, script } = context.options;
  const lines = typeof script === "string" ? linesOf(script) : undefined;
  using folder = privateFolder();
  await using session = await openSession({
    actors: typeof actors === "string" ? actors.split(",").map((name) => name.trim()) : ["a", "b"],
    folder: folder.path,
  });
  const bench: Bench = { session, goals: [], actor: session.actors[0] ?? "" };
  if (lines === undefined && hasScreen(context)) {
    context.out(introduction(session, context).join("\n"));
    const history = await playPrompt(bench, {
      color: context.color,
      history: readHistory(context.home),
      untilReached: false,
    });
    keepHistory(context.home, history);
    return 0;
  }
  await playAll(bench, lines ?? createInterface({ input: process.stdin }), paperFor(context, session));
  if (context.json) context.out(document(sessionJson(session)));
  return slips(session) === 0 ? 0 : 1;
}

async function playAll(bench: Bench, lines: AsyncIterable<string> | Iterable<string>, paper: Paper): Promise<void> {
  if (paper.layout.head.length > 0) paper.write(paper.layout.head);
  for await (const line of lines) if ((await playLine(bench, line, paper)) === "quit") return;
  await playWakes(bench, paper, true);
}

function paperFor(context: Context, { actors }: Session): Paper {
  const isNarrow = !process.stdout.isTTY || context.options["plain"] === true;
  const look = { width: context.width, color: context.color };
  return {
    look,
    layout: layoutFor(actors, look, isNarrow),
    write: context.json ? () => undefined : (lines) => void (lines.length > 0 && context.out(lines.join("\n"))),
  };
}

export function introduction({ actors, ground }: Session, context: Context): string[] {
  const paint = painter(context.color);
  const [first, second] = actors;
  const look = { width: context.width, color: context.color };
  return [
    `${paint("1", "The lab")}: ${actors.length === 1 ? "a process" : `${actors.length} processes`}, ${actors.join(" and ")}, and the kernel.  {port} is ${ground.ports[0]}.`,
    `Type a call:  fd = socket(AF_UNIX, SOCK_STREAM)${second === undefined ? "" : `     ${second}: in front speaks to ${second}`}`,
    paint(
      "2",
      `help  fds  wire  quit     Tab completes, Ctrl-C ends ${first === undefined ? "" : "a process that sleeps"}`,
    ),
    ...layoutFor(actors, look).head,
  ];
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch (error) {
    throw new CardsError(`${file}: ${systemReason(error)}`, "Name a file with one call a line.", {
      exit: 2,
      cause: error,
    });
  }
}
