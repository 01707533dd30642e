import { rmSync } from "node:fs";
import { join } from "node:path";
import { hasTool, runProcess } from "../run-process.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  what: "cards import of 10k notes / find | xargs cat",
  ratio: "time",
  reach: 2.0,
  aim: 1.0,
  prepare(bench) {
    if (!hasTool("find") || !hasTool("xargs")) return { skipped: "no find or xargs here" };
    const vault = bench.vault(10_000);
    const home = join(bench.folder, "import");
    const words = [bench.bundle(), "import", vault.folder, "--json"];
    const pipe = "find \"$0\" -name '*.md' -print0 | xargs -0 cat > /dev/null";
    return {
      rounds: 7,
      ours() {
        const { ms, stdout } = runProcess(process.execPath, words, home);
        const found: unknown = JSON.parse(stdout).cards.total;
        if (found !== vault.cards) throw new Error(`${String(found)} cards found, ${vault.cards} are there`);
        rmSync(home, { recursive: true });
        return ms;
      },
      yardstick: () => runProcess("sh", ["-c", pipe, vault.folder]).ms,
    };
  },
};
