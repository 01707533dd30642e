import { join } from "node:path";
import { hasTool, runProcess } from "../run-process.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  what: "cards import, nothing changed / find -printf",
  ratio: "time",
  reach: 2.5,
  aim: 1.2,
  prepare(bench) {
    if (!hasTool("find")) return { skipped: "no find here" };
    const vault = bench.vault(bench.full ? 100_000 : 10_000);
    const home = join(bench.folder, "no-change");
    const words = [bench.bundle(), "import", vault.folder, "--json"];
    runProcess(process.execPath, words, home);
    return {
      rounds: bench.full ? 7 : 11,
      note: bench.full ? "100k notes" : "only 10k notes, where starting Node weighs more; --full: 100k",
      ours() {
        const { ms, stdout } = runProcess(process.execPath, words, home);
        const { read, unchanged } = JSON.parse(stdout).notes;
        if (read !== 0 || unchanged !== vault.notes.length) throw new Error(`${read} notes were read again`);
        return ms;
      },
      yardstick: () => runProcess("find", [vault.folder, "-name", "*.md", "-printf", "%p %T@ %s\n"]).ms,
    };
  },
};
