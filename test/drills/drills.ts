import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { socketsOf } from "../../src/echo/processes.ts";
import type { Drill } from "../../src/model.ts";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

export const decks = join(import.meta.dirname, "../../decks");

/** The three drills as their notes declare them. */
const texts = {
  "socat-lab":
    "{id: socat-lab, role: command, transport: [unix-stream, tcp4], wire: [{read: token}, {write: token+stamp}, end], print: token+stamp}",
  "tcp-hello":
    "{id: tcp-hello, transport: tcp4, wire: [{read: token}, {write: token+stamp}, end], print: token+stamp, needs: [socat-lab]}",
  "read-loop":
    "{id: read-loop, transport: [tcp4, unix-stream], needs: [tcp-hello], wire: [{read: token}, {write: token+stamp, split: [2]}, end], print: token+stamp, say: {print.short: recv gave you part of the answer and you stopped}}",
};

export function drillOf(text: string): Drill {
  const source = { line: 1, text, title: "A drill", task: "Do it.", hints: ["A hint."], debrief: "Now you know." };
  const { drill, problems } = parseDrill("notes.md", source);
  if (drill === undefined) throw new Error(problems[0]?.message);
  return drill;
}

export const drills: readonly Drill[] = Object.values(texts).map(drillOf);
export const [socatLab, tcpHello, readLoop] = drills as [Drill, Drill, Drill];

/** A folder with one program in it, gone at the end of the test. */
export function program(name: string, text: string): Disposable & { readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  const file = join(folder, name);
  writeFileSync(file, text);
  return { file, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** What a run may leave behind: our children and what descends from them, marked processes, folders, listeners. */
export function leftovers(): readonly string[] {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${process.pid}-`));
  if (!existsSync("/proc/self/environ")) return folders;
  const strays = processes().filter((pid) => textOf(`/proc/${pid}/environ`).includes("ECHODECK_RUN=") && isOurs(pid));
  return [...folders, ...strays.map((pid) => `${pid} ${textOf(`/proc/${pid}/cmdline`)}`), ...listeners()];
}

function processes(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

/** Other test files run at the same time; a program of ours works in a folder of ours. */
function isOurs(pid: string): boolean {
  return textOf(`/proc/${pid}/environ`).includes(`/cards-${process.pid}-`);
}

/** TCP sockets of this process that listen. */
function listeners(): string[] {
  const ours = new Set(socketsOf(process.pid).values());
  const rows = textOf("/proc/net/tcp")
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  return rows.filter((row) => row[3] === "0A" && ours.has(row[9] ?? "")).map((row) => `listens on ${row[1]}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
