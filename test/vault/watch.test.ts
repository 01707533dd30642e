import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { main } from "../cli/run.ts";
import { block } from "./world.ts";

interface Line {
  readonly changes: readonly { readonly kind: string; readonly path: string }[];
  readonly problems: readonly { readonly rule: string }[];
}

/** Vaults under watch by a process of its own; its lines come one by one. */
function watched(home: string, ...vaults: string[]) {
  const child = spawn(process.execPath, [main, "import", ...vaults, "--watch", "--json", "--home", home], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async next(): Promise<string[]> {
      const { value } = await lines.next();
      const line = JSON.parse(String(value)) as Line;
      return [...line.changes.map(({ kind, path }) => `${kind} ${path}`), ...line.problems.map(({ rule }) => rule)];
    },
    [Symbol.dispose]: () => void child.kill("SIGKILL"),
    async end(): Promise<number | null> {
      const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      return code;
    },
  };
}

test(
  "a vault under watch: edits, saves by replacing, new folders, renames and deletions are taken in as they happen",
  { timeout: 30_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "cards-watch-"));
    const vault = join(folder, "vault");
    const at = (path: string) => join(vault, path);
    mkdirSync(vault);
    writeFileSync(at("a.md"), block("What is a socket?", "An endpoint."));
    using cards = watched(join(folder, "home"), vault);
    expect(await cards.next()).toEqual(["added a.md"]);

    writeFileSync(at("a.md"), block("What is a socket?", "An endpoint of a connection."));
    expect(await cards.next()).toEqual(["changed a.md"]);

    // As editors save: a file of another name takes the note's place.
    writeFileSync(at(".a.md.tmp"), block("What is a socket?", "One end of a connection."));
    renameSync(at(".a.md.tmp"), at("a.md"));
    expect(await cards.next()).toEqual(["changed a.md"]);

    mkdirSync(at("deep/inside"), { recursive: true });
    writeFileSync(at("deep/inside/b.md"), block("What is a port?", "A number."));
    expect(await cards.next()).toEqual(["added deep/inside/b.md"]);

    renameSync(at("deep"), at("moved"));
    expect(await cards.next()).toEqual(["moved moved/inside/b.md"]);

    writeFileSync(
      at("moved/inside/b.md"),
      `${block("What is a port?", "A number of 16 bits.")}\nSTART\nBasic\nOpen?\n`,
    );
    expect(await cards.next()).toEqual(["changed moved/inside/b.md", "added moved/inside/b.md", "missing-end"]);

    // Saves from which nothing follows are passed over in silence.
    writeFileSync(at("plain.md"), "No card in here.\n");
    rmSync(at("a.md"));
    expect(await cards.next()).toEqual(["retired a.md"]);

    expect(await cards.end()).toBe(130);
    rmSync(folder, { recursive: true });
  },
);

test("a note that is gone or empty for a moment is in the midst of a save", { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "cards-watch-"));
  const note = join(folder, "vault", "a.md");
  mkdirSync(join(folder, "vault"));
  writeFileSync(note, block("What is a socket?", "An endpoint."));
  using cards = watched(join(folder, "home"), join(folder, "vault"));
  expect(await cards.next()).toEqual(["added a.md"]);

  // The gap is what is tested: longer than the quiet between saves, shorter than anybody takes to type.
  rmSync(note);
  await after(150);
  writeFileSync(note, block("What is a socket?", "One end."));
  expect(await cards.next()).toEqual(["changed a.md"]);

  writeFileSync(note, "");
  await after(150);
  writeFileSync(note, block("What is a socket?", "One end of a connection."));
  expect(await cards.next()).toEqual(["changed a.md"]);

  writeFileSync(note, "");
  expect(await cards.next()).toEqual(["retired a.md"]);
  expect(await cards.end()).toBe(130);
  rmSync(folder, { recursive: true });
});

test("of two vaults each problem is told once", { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "cards-watch-"));
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  mkdirSync(one);
  mkdirSync(other);
  writeFileSync(join(one, "a.md"), block("What is a socket?", "An endpoint."));
  writeFileSync(join(other, "b.md"), "START\nBasic\nq\nBack: a\n");
  using cards = watched(join(folder, "home"), one, other);
  expect(await cards.next()).toEqual(["added a.md"]);
  expect(await cards.next()).toEqual(["added b.md", "missing-end"]);

  for (const answer of ["One end.", "One end of a connection."]) {
    writeFileSync(join(one, "a.md"), block("What is a socket?", answer));
    expect(await cards.next()).toEqual(["changed a.md"]);
  }
  rmSync(folder, { recursive: true });
});
