import { spawnSync } from "node:child_process";
import { timed } from "./row.ts";

export interface Ran {
  readonly ms: number;
  readonly stdout: string;
}

/** A whole process, from its start to its end. Throws where it fails: a failure is no measurement. */
export function runProcess(file: string, words: readonly string[], home?: string): Ran {
  let stdout = "";
  const ms = timed(() => {
    const { status, error, ...texts } = spawnSync(file, words, {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", ...(home === undefined ? {} : { CARDS_HOME: home }) },
    });
    if (error !== undefined || status !== 0) {
      const reason = error?.message ?? texts.stderr.trim().split("\n").slice(-3).join(" ");
      throw new Error(`${file} ${words.join(" ").slice(0, 80)}: ${reason}`);
    }
    stdout = texts.stdout;
  });
  return { ms, stdout };
}

/** Whether such a tool is on the PATH. */
export function hasTool(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}
