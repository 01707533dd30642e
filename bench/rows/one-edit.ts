import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { runProcess } from "../run-process.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  what: "cards import after one of 10k notes was edited / the same with nothing changed",
  ratio: "time",
  reach: 1.5,
  aim: 1.2,
  prepare(bench) {
    const vault = bench.vault(10_000);
    const home = join(bench.folder, "one-edit");
    const words = [bench.bundle(), "import", vault.folder, "--json"];
    const take = (changed: number): number => {
      const { ms, stdout } = runProcess(process.execPath, words, home);
      const found: unknown = JSON.parse(stdout).notes.changed;
      if (found !== changed) throw new Error(`${String(found)} notes changed, not ${changed}`);
      return ms;
    };
    runProcess(process.execPath, words, home);
    let edits = 0;
    return {
      rounds: 11,
      ours() {
        const note = vault.notes[(edits += 1) * 37] ?? "";
        appendFileSync(join(vault.folder, note), `\nA line more, number ${edits}.\n`);
        return take(1);
      },
      yardstick: () => take(0),
    };
  },
};
