import { spawnSync } from "node:child_process";

/**
 * Lends the terminal to the lab with the goals of a drill, as `cards drill ID` opens it: there it is passed, and rated.
 * Waits for its end; undefined when that went well, else what is wrong.
 */
export function openLab(drill: string, home: string): string | undefined {
  const words = [...process.execArgv, process.argv[1] ?? "", "drill", drill, "--home", home];
  const ran = spawnSync(process.execPath, words, { stdio: "inherit" });
  if (ran.error !== undefined) return `the lab does not open: ${ran.error.message}`;
  return ran.status === 0 ? undefined : `the lab ended with ${ran.signal ?? `exit ${ran.status}`}`;
}
