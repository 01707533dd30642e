import { spawn } from "node:child_process";
import { once } from "node:events";
import { hasTool, runProcess } from "../run-process.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  what: "first card of review on a screen / node -e 0",
  ratio: "time",
  reach: 6.5,
  aim: 5,
  prepare(bench) {
    if (!hasTool("script")) return { skipped: "no script here, which lends a terminal" };
    const home = bench.home(100_000);
    const words = `'${process.execPath}' '${bench.bundle()}' review --now 2026-11-20T12:00:00Z`;
    return {
      rounds: 15,
      note: "100k cards, until the question is drawn",
      ours: () => sit(words, home),
      yardstick: () => runProcess(process.execPath, ["-e", "0"]).ms,
    };
  },
};

async function sit(words: string, home: string): Promise<number> {
  const start = performance.now();
  const child = spawn("script", ["-qec", words, "/dev/null"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, TERM: "xterm-256color", COLUMNS: "80", LINES: "24", CARDS_HOME: home },
  });
  let out = "";
  let asked: number | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (asked !== undefined || !out.includes("what does")) return;
    asked = performance.now() - start;
    child.stdin.write("q");
  });
  await once(child, "close");
  if (asked === undefined) throw new Error(`no card came: ${JSON.stringify(out.slice(0, 300))}`);
  return asked;
}
