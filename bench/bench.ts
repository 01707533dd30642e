/**
 * Prints how fast we are, as ratios that were measured in one run:
 *
 *     npm run bench                      about a minute
 *     npm run bench -- --full            the large sizes too: some minutes
 *     npm run bench -- --only echo       one row; may be repeated
 *
 * A row that can't be measured here is printed with the reason.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { rows } from "./rows.ts";
import { tableLine } from "./table.ts";

const { values } = parseArgs({ options: { full: { type: "boolean" }, only: { type: "string", multiple: true } } });
const names = values.only ?? Object.keys(rows);
const unknown = names.filter((name) => !Object.hasOwn(rows, name));
if (unknown.length > 0) {
  console.error(`bench: no row ${unknown.join(", ")}\n  There are ${Object.keys(rows).join(", ")}.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "echodeck-bench-"));
let running: ChildProcess | undefined;
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

/** Ends the row with all that it has started. */
function stop(): void {
  stopped = true;
  if (running?.pid !== undefined && running.exitCode === null) process.kill(-running.pid, "SIGKILL");
}

/** Each row has a process of its own: memory that one has filled would slow down the next, and all that it starts. */
async function measureRow(name: string): Promise<void> {
  const size = values.full === true ? "full" : "";
  const words = [fileURLToPath(import.meta.resolve("./measure-row.ts")), name, folder, size];
  running = spawn(process.execPath, words, { stdio: "inherit", detached: true });
  const [code] = await once(running, "exit");
  if (code !== 0 && !stopped) console.log(tableLine([name, "–", "", "", "", "failed", "it did not end well"]));
}

try {
  console.log(tableLine(["row", "ratio", "least–most", "reach", "aim", "", "what"]));
  for (const name of names) if (!stopped) await measureRow(name);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exitCode = stopped ? 130 : 0;
