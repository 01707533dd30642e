import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const main = join(import.meta.dirname, "../../src/cli/main.ts");
export const shared = join(import.meta.dirname, "../../../shared");

export interface Home {
  readonly folder: string;
  /** Runs a command to its end; `input` is its standard input. */
  cards(
    words: readonly string[],
    options?: { input?: string; env?: Record<string, string> },
  ): { code: number; out: string; err: string };
  /** The document of a --json command. */
  json(...words: string[]): unknown;
  [Symbol.dispose](): void;
}

export function home(): Home {
  const folder = mkdtempSync(join(tmpdir(), "cards-home-"));
  const cards: Home["cards"] = (words, options = {}) => {
    const ran = spawnSync(process.execPath, [main, ...words], {
      input: options.input ?? "",
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: { ...process.env, CARDS_HOME: folder, NO_COLOR: "1", TZ: "UTC", COLUMNS: "80", ...options.env },
    });
    return { code: ran.status ?? -1, out: ran.stdout, err: ran.stderr };
  };
  return {
    folder,
    cards,
    json(...words) {
      const ran = cards([...words, "--json"]);
      if (ran.code !== 0) throw new Error(`cards ${words.join(" ")}: exit ${ran.code}\n${ran.err}`);
      return JSON.parse(ran.out);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
