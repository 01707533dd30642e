import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { program } from "./drills.ts";

const hasPython = (await findToolchain(languageOf("python") as Language)) !== undefined;
const hasProc = existsSync("/proc/self/environ");
const url = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

/** A process that runs a drill whose program would sleep for a minute, and so would its child. */
function startRunner(file: string, cage: string) {
  const text = `
    import { runDrill } from ${url("drills/run.ts")};
    import { languageOf } from ${url("drills/languages.ts")};
    import { parseDrill } from ${url("notes/drill/drill-block.ts")};
    const source = { line: 1, text: "{id: abc, transport: unix-stream, wire: [{read: token}, end]}", title: "", task: "", hints: [], debrief: "" };
    const limits = { wallMs: 60000, cpuSeconds: 5, memoryMiB: 512, outputBytes: 1000 };
    await runDrill({ drill: parseDrill("x", source).drill, language: languageOf("python"), file: ${JSON.stringify(file)}, seed: 1, cage: ${JSON.stringify(cage)}, limits });`;
  return spawn(process.execPath, ["--input-type=module", "-e", text], { stdio: "inherit" });
}

/** Processes that work in a folder of `runner`. */
function workersOf(runner: number): string[] {
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && environ(pid).includes(`/cards-${runner}-`));
}

/** The program itself, not the cage that is still being built around it. */
const isPython = (pid: string): boolean => processFile(pid, "comm").startsWith("python");

const environ = (pid: string): string => processFile(pid, "environ");

function processFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}

const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
};

const ways = ["bwrap", "unshare", "group"].flatMap((cage) =>
  (["SIGTERM", "SIGKILL"] as const).map((signal) => ({ cage, signal })),
);

test.skipIf(!hasPython || !hasProc).each(ways)(
  "$signal at us in the cage $cage leaves no process",
  async ({ cage, signal }) => {
    if (cage !== "group" && findTool(cage) === undefined) return;
    using source = program("main.py", "import os, time\nif os.fork() == 0: os.setsid()\ntime.sleep(60)\n");
    const runner = startRunner(source.file, cage);
    const pid = runner.pid ?? 0;
    const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${pid}-`));
    const exited = once(runner, "exit");
    await until(() => workersOf(pid).filter(isPython).length >= 2 || runner.exitCode !== null);
    expect(runner.exitCode).toBeNull();
    const workers = workersOf(pid);

    runner.kill(signal);
    await exited;

    // Killed outright, we cannot sweep: the kernel ends what it can (with a plain group not the stray), the next run the folder.
    if (cage === "group" && signal === "SIGKILL") for (const worker of workers) kill(Number(worker));
    await until(() => workersOf(pid).length === 0);
    if (signal !== "SIGKILL") expect(folders()).toEqual([]);
  },
);

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has gone with us.
  }
}
