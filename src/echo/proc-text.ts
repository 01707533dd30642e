import { readFileSync } from "node:fs";

/** What the kernel tells in a file of /proc; empty where there is none (macOS), and of a process that has just ended. */
export function procText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** A port as /proc/net/tcp and its kin write it. */
export function hexPort(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}
