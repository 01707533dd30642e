import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { socketsOf } from "../../src/echo/processes.ts";
import type { Drill } from "../../src/model.ts";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";

export const decks = join(import.meta.dirname, "../../decks");
/** Of the test runs: what compilers need again is kept there. */
export const home = join(import.meta.dirname, "../../node_modules/.cache/echodeck");
const notes = join(import.meta.dirname, "../../notes");

export function drillOf(text: string): Drill {
  const source = { line: 1, text, title: "A drill", task: "Do it.", hints: ["A hint."], debrief: "Now you know." };
  const { drill, problems } = parseDrill("notes.md", source);
  if (drill === undefined) throw new Error(problems[0]?.message);
  return drill;
}

/** The drills of the built-in course in which the learner's program is the client, as its notes declare them. */
export const drills: readonly Drill[] = readdirSync(notes)
  .filter((name) => name.endsWith(".md"))
  .toSorted()
  .flatMap((name) => parseNote(name, readFileSync(join(notes, name)), defaultSyntax).drills)
  .filter((drill) => drill.role !== "server");

export const [socatLab, tcpHello, readLoop] = ["socat-lab", "tcp-hello", "read-loop"].map((id) =>
  drills.find((drill) => drill.id === id),
) as [Drill, Drill, Drill];

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
