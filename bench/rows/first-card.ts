import { runProcess } from "../run-process.ts";
import type { Row } from "../row.ts";

const cards = 100_000;

export const row: Row = {
  what: "first card of review --plain / node -e 0",
  ratio: "time",
  reach: 2.0,
  aim: 1.4,
  prepare(bench) {
    const home = bench.home(cards);
    const words = [bench.bundle(), "review", "--plain", "--now", "2026-11-20T12:00:00Z"];
    return {
      rounds: 21,
      note: "100k cards, to the end of the process",
      ours() {
        const { ms, stdout } = runProcess(process.execPath, words, home);
        if (!stdout.includes("what does")) throw new Error(`no card came: ${stdout.slice(0, 200)}`);
        return ms;
      },
      yardstick: () => runProcess(process.execPath, ["-e", "0"]).ms,
    };
  },
};
