import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { main } from "../cli/run.ts";
import { card, writeHostileVault } from "./hostile-vault.ts";

/** What a stranger's vault has the system do while it is imported, listed, shown, reviewed and exported: seen by strace. */
const here = spawnSync("strace", ["-f", "-e", "trace=none", "true"]).status === 0;
if (!here) console.warn("skipped: strace is not here, or may not trace");

const folder = mkdtempSync(join(tmpdir(), "cards-hostile-"));
const marker = join(folder, "marker");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const steps: readonly (readonly [words: readonly string[], input: string])[] = [
  [["import", "vault"], ""],
  [["import", "vault", "--dry-run"], ""],
  [["check", "vault"], ""],
  [["list", "--json"], ""],
  [["drill", "list"], ""],
  [["suggest", "vault"], ""],
  [["review", "--plain"], "\n3\n".repeat(60)],
  [["export", "cards.apkg"], ""],
];

interface Traced {
  /** How many programs each step ran, itself the first; and all that were run. */
  readonly counts: readonly number[];
  readonly programs: readonly string[];
  readonly sockets: readonly string[];
  /** The files that were opened, where links lead, and the paths that it was tried with. */
  readonly opened: readonly string[];
  readonly codes: readonly (number | null)[];
}

/** Runs all steps on a vault, each under strace. */
function traceAll(name: string, writeVault: (vault: string) => void): Traced {
  const root = join(folder, name);
  mkdirSync(join(root, "vault", ".obsidian"), { recursive: true });
  writeFileSync(join(folder, "outside.md"), card("outside", "of the vault"));
  writeVault(join(root, "vault"));
  const log = join(root, "strace.log");
  const traces: string[] = [];
  const codes = steps.map(([words, input]) => {
    const trace = [
      "-f",
      "-y",
      "-s",
      "4096",
      "-e",
      "trace=execve,execveat,open,openat,openat2,socket,connect,fork,vfork,clone,clone3",
      "-o",
      log,
    ];
    const env = { ...process.env, CARDS_HOME: join(root, "home"), NO_COLOR: "1", TZ: "UTC" };
    const ran = spawnSync("strace", [...trace, process.execPath, main, ...words], {
      cwd: root,
      input,
      env,
      timeout: 120_000,
    });
    traces.push(readFileSync(log, "utf8"));
    return ran.status;
  });
  const calls = traces.flatMap(ownCalls);
  const runs = (text: string): string[] => text.match(/\bexecve(?:at)?\("[^"]*"/g) ?? [];
  return {
    counts: traces.map((trace) => runs(trace).length),
    programs: traces.flatMap(runs),
    sockets: calls.filter((call) => /\b(?:socket|connect)\(/.test(call)),
    opened: calls.flatMap((call) => pathsIn(call, root)).map((path) => path.replace(root, "ROOT")),
    codes,
  };
}

/**
 * The calls of node itself. What lists drills looks for compilers, by our own table; those are told apart by the program
 * that their process, or its parent, became, and what they open or ask for (locales, the user's name) is their own affair.
 */
function ownCalls(trace: string): string[] {
  const [first = "", ...calls] = trace.split("\n");
  const processOf = (call: string): string => call.split(" ", 1)[0] ?? "";
  const parents = new Map<string, string>();
  for (const call of calls) {
    const child = /\b(?:v?fork|clone3?)\b.* = (\d+)$/.exec(call)?.[1];
    if (child !== undefined) parents.set(child, processOf(call));
  }
  const others = new Set(calls.filter((call) => /\bexecve/.test(call)).map(processOf));
  const isOther = (id: string | undefined): boolean => id !== undefined && (others.has(id) || isOther(parents.get(id)));
  return [first, ...calls.filter((call) => !isOther(processOf(call)))];
}

/** `openat(AT_FDCWD</a>, "b", …) = 3</a/b>`: what was asked for, and what was got. */
function pathsIn(call: string, cwd: string): string[] {
  const [, at, asked] = /\bopen(?:at2?)?\((?:\w+<([^>]*)>, )?"([^"]*)"/.exec(call) ?? [];
  if (asked === undefined) return [];
  const got = /= \d+<([^>]*)>$/.exec(call)?.[1];
  return [resolve(at ?? cwd, asked), ...(got === undefined ? [] : [got])];
}

test.skipIf(!here)(
  "a hostile vault runs nothing, reads nothing outside of itself, and speaks to nobody",
  { timeout: 600_000 },
  () => {
    const harmless = traceAll("harmless", (vault) =>
      writeFileSync(join(vault, "a.md"), `---\ntags: [a]\n---\n${card("q", "a")}`),
    );
    const hostile = traceAll("hostile", (vault) => writeHostileVault(vault, marker));

    const own = dirname(dirname(dirname(main)));
    const isOurs = (path: string): boolean =>
      ["ROOT/", own, dirname(dirname(process.execPath)), "/proc/"].some((start) => path.startsWith(start));
    const known = new Set(harmless.opened);
    expect([...new Set(hostile.opened)].filter((path) => !isOurs(path) && !known.has(path))).toEqual([]);
    const looking = steps.map(([[command]]) => command === "drill" || command === "review");
    expect(hostile.counts.filter((_, step) => looking[step] !== true)).toEqual(Array.from({ length: 6 }, () => 1));
    expect(new Set(hostile.programs).difference(new Set(harmless.programs))).toEqual(new Set());
    expect(hostile.sockets).toEqual([]);
    expect(existsSync(marker)).toBe(false);
    expect(hostile.codes).toEqual(harmless.codes.with(2, 1));
    expect(hostile.opened.filter((path) => path.startsWith("ROOT/vault/")).length).toBeGreaterThan(30);
  },
);
