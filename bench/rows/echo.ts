import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Row } from "../row.ts";
import { hasTool, runProcess } from "../run-process.ts";

const sources = join(import.meta.dirname, "../echo");
const compiler = "cc";

/** Our server against one of thirty lines of C; the same client, in C, talks to both. */
export function echoRow(bytes: number, turns: number): Row {
  return {
    what: `echo / C epoll echo, 50 connections × ${bytes} B`,
    ratio: "speed",
    reach: 0.55,
    aim: 0.7,
    async prepare(bench) {
      if (!hasTool(compiler)) return { skipped: "no cc here" };
      const client = compiled(bench, "client");
      const ours = await startServer(process.execPath, [fileURLToPath(import.meta.resolve("../echo/serve.ts"))]);
      const theirs = await startServer(compiled(bench, "server"), []);
      const ask = (port: string): number =>
        Number(runProcess(client, [port, "50", String(bytes), String(turns)]).stdout);
      return {
        rounds: 9,
        ours: () => ask(ours.port),
        yardstick: () => ask(theirs.port),
        async end() {
          await Promise.all([ours.end(), theirs.end()]);
        },
      };
    },
  };
}

export const row = echoRow(32, 30_000);

function compiled(bench: Bench, name: string): string {
  const folder = join(bench.folder, "echo");
  mkdirSync(folder, { recursive: true });
  execFileSync(compiler, ["-O2", "-o", join(folder, name), join(sources, `${name}.c`)]);
  return join(folder, name);
}

interface Server {
  readonly port: string;
  end(): Promise<void>;
}

/** Ends with us whatever happens: a server sees the end of its stdin. */
async function startServer(file: string, words: readonly string[]): Promise<Server> {
  const child: ChildProcess = spawn(file, words, { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const said = child.stdout === null ? Promise.reject(new Error("no stdout")) : once(child.stdout, "data");
  const [port] = await Promise.race([said, ended.then(() => Promise.reject(new Error(`${file} did not start`)))]);
  return {
    port: String(port).trim(),
    async end() {
      child.stdin?.end();
      await ended;
    },
  };
}
