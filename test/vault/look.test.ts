import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { importVault, takeIn } from "../../src/vault/import.ts";
import { lookAt } from "../../src/vault/look.ts";
import { compareStats, joinStats, packStats, unpackStats } from "../../src/vault/stat-cache.ts";
import { block, world } from "./world.ts";

test("notes are read before the database is held, and again if somebody took them in meanwhile", () => {
  const folder = mkdtempSync(join(tmpdir(), "cards-look-"));
  const root = join(folder, "vault");
  mkdirSync(root);
  writeFileSync(join(root, "a.md"), block("What does bind do?", "It gives a name."));
  const [mine, other] = [openDatabase(join(folder, "cards.db")), openDatabase(join(folder, "cards.db"))];
  const target = { root, start: "" };
  const options = { home: folder, time: Date.now() };

  const look = lookAt(mine, target);
  expect(importVault(other, root, options).cards.added).toBe(1);
  mine.exec("begin immediate");
  expect(takeIn(mine, target, look, options).cards).toMatchObject({ total: 1, added: 0 });
  mine.exec("commit");
  expect(importVault(other, root, options).notes).toMatchObject({ read: 0, unchanged: 1 });

  // One that changes nothing waits for nobody.
  other.exec("begin immediate");
  mine.pragma("busy_timeout = 0");
  expect(importVault(mine, root, options).cards).toMatchObject({ total: 1, added: 0 });
  other.exec("rollback");
  mine.close();
  other.close();
  rmSync(folder, { recursive: true });
});

const hash = "0123456789abcdef0123456789abcdef01234567";
const known = (path: string, modified = 1.5) => ({ path, modified, size: 3, inode: 2 ** 40, hash });

test("what is known of notes is the same after packing, whatever their names", () => {
  const notes = ["a/é.md", "日本/b.md", "plain.md"].map((path) => known(path));
  const cache = unpackStats(packStats(notes));
  expect(cache.paths.map((path, index) => ({ path, ...cache.stat(index), hash: cache.hash(index) }))).toEqual(notes);
  expect(unpackStats(packStats([])).paths).toEqual([]);
  const joined = unpackStats(joinStats(packStats(notes), packStats([known("x.md")]), "inner"));
  expect(joined.paths).toEqual([...notes.map((note) => note.path), "inner/x.md"]);
});

test("new, removed and reordered notes are told apart", () => {
  using w = world();
  const names = ["a.md", "b.md", "c.md", "d.md"];
  for (const name of names) w.write(name, name);
  const standing = names.slice(0, 3).map((path) => {
    const { mtimeMs, size, ino } = statSync(join(w.vault, path));
    return { path, modified: mtimeMs, size, inode: ino, hash };
  });
  const cache = unpackStats(packStats([known("0.md"), ...standing.toReversed(), known("z.md")]));
  const difference = compareStats(w.vault, cache, names, Date.now() + 1000, () => true);
  expect(difference.unchanged.map((index) => cache.paths[index])).toEqual(["a.md", "b.md", "c.md"]);
  expect(difference.changed).toEqual([{ path: "d.md", known: -1 }]);
  expect(difference.missing.map((index) => cache.paths[index])).toEqual(["0.md", "z.md"]);
});

test("only what changed is read again, in a folder of the vault too", () => {
  using w = world();
  for (const path of ["a/x.md", "a.md", "b/y.md"]) w.write(path, block(`What is ${path}?`, "A note."));
  w.take();
  w.write("b/z.md", block("What is new?", "This."));
  expect(w.take({ path: join(w.vault, "b") }).notes).toMatchObject({ changed: 1, removed: 0 });
  const paths = w.db.column<[], Uint8Array>("select stats from vault").get() ?? null;
  expect(unpackStats(paths).paths).toEqual(["a/x.md", "a.md", "b/y.md", "b/z.md"]);
  expect(w.take().cards).toMatchObject({ total: 4, added: 0 });
});

test("a note that is listed and can't be looked at keeps its cards, comes back as it was, and can go later", () => {
  using w = world();
  const nameless = Buffer.concat([Buffer.from(join(w.vault, "/")), Buffer.from([0xff]), Buffer.from(".md")]);
  const text = block("What does a name of no text become?", "U+FFFD, and so nothing is found by it.");
  w.write("a.md", block("What stays?", "This."));
  w.write("\uFFFD.md", text);
  w.take();
  const before = w.cards();
  w.remove("\uFFFD.md");
  writeFileSync(nameless, "");
  expect(w.take().problems).toMatchObject([{ rule: "unreadable" }]);
  rmSync(nameless);
  w.write("\uFFFD.md", text);
  expect(w.take().cards).toMatchObject({ total: 2, added: 0 });
  expect(w.cards()).toEqual(before);
  w.remove("\uFFFD.md");
  expect(w.take().cards).toMatchObject({ total: 1, retired: 1 });
});
