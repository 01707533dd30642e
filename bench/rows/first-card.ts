import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Bench, type Contest, type Row } from "../row.ts";
import { runProcess } from "../run-process.ts";

const cards = 100_000;

export const row: Row = {
  what: "first card of review --plain on the screen / node -e 0",
  ratio: "time",
  reach: 2.0,
  aim: 1.4,
  prepare: (bench) => contest(bench, `${cards / 1000}k cards, until the question is out`, (sitting) => sitting.asked),
};

/** A sitting with one card: until its question was out, and until the process had ended, in ms. */
interface Sitting {
  readonly asked: number;
  readonly ended: number;
}

export function contest(bench: Bench, note: string, of: (sitting: Sitting) => number): Contest {
  const home = bench.home(cards);
  const words = [bench.bundle(), "review", "--plain", "--now", "2026-11-20T12:00:00Z"];
  return {
    rounds: 21,
    note,
    ours: async () => of(await sit(words, home)),
    yardstick: () => runProcess(process.execPath, ["-e", "0"]).ms,
  };
}

async function sit(words: readonly string[], home: string): Promise<Sitting> {
  const start = performance.now();
  const child = spawn(process.execPath, words, {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, NO_COLOR: "1", CARDS_HOME: home },
  });
  let out = "";
  let asked: number | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (asked !== undefined || !out.includes("what does")) return;
    asked = performance.now() - start;
    child.stdin.end();
  });
  await once(child, "close");
  if (asked === undefined) throw new Error(`no card came: ${out.slice(0, 200)}`);
  return { asked, ended: performance.now() - start };
}
