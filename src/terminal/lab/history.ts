import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const mostLines = 500;

/** Lines of earlier sessions, the newest first. */
export function readHistory(home: string): string[] {
  try {
    return readFileSync(join(home, "lab-history"), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .slice(0, mostLines);
  } catch {
    return [];
  }
}

/** A history that cannot be kept is no reason to fail. */
export function keepHistory(home: string, lines: readonly string[]): void {
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(
      join(home, "lab-history"),
      lines
        .slice(0, mostLines)
        .map((line) => `${line}\n`)
        .join(""),
      { mode: 0o600 },
    );
  } catch {
    return;
  }
}
