import { readFileSync } from "node:fs";

/** What the kernel tells in a file of /proc; empty where there is none (macOS), and of a process that has just ended. */
export function procText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
