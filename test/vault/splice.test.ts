import {
  chmodSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CardsError } from "../../src/errors.ts";
import { createFile, replaceBytes } from "../../src/vault/splice.ts";

let folder = "";
const file = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cards-splice-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const before = Buffer.from("before");
const after = Buffer.from("after, and longer");

test("a file is replaced whole, keeps its rights, and leaves nothing beside it", () => {
  writeFileSync(file("a.md"), before);
  chmodSync(file("a.md"), 0o640);
  replaceBytes(file("a.md"), before, after);

  expect(readFileSync(file("a.md"), "utf8")).toBe("after, and longer");
  expect(statSync(file("a.md")).mode & 0o7777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["a.md"]);
});

test("all names of a file see what was written", () => {
  writeFileSync(file("a.md"), before);
  linkSync(file("a.md"), file("b.md"));
  replaceBytes(file("a.md"), before, Buffer.from("x"));

  expect(readFileSync(file("b.md"), "utf8")).toBe("x");
  expect(statSync(file("a.md")).ino).toBe(statSync(file("b.md")).ino);
  expect(readdirSync(folder)).toEqual(["a.md", "b.md"]);
});

test.each([1, 2])("a file with %i names that has changed since it was read stays as it is", (names) => {
  writeFileSync(file("a.md"), "edited meanwhile");
  if (names === 2) linkSync(file("a.md"), file("b.md"));
  expect(() => replaceBytes(file("a.md"), before, after)).toThrow(/changed since it was read/);

  expect(readFileSync(file("a.md"), "utf8")).toBe("edited meanwhile");
  expect(readdirSync(folder)).toHaveLength(names);
});

test("a link is not written through", () => {
  writeFileSync(file("a.md"), before);
  symlinkSync(file("a.md"), file("l.md"));
  expect(() => replaceBytes(file("l.md"), before, after)).toThrow(/not a regular file/);
  expect(readFileSync(file("a.md"), "utf8")).toBe("before");
});

test.each([".a.md.cards-new", ".a.md.cards-old"])("what an interrupted write left (%s) is not written over", (left) => {
  writeFileSync(file("a.md"), before);
  writeFileSync(file(left), "left");
  expect(() => replaceBytes(file("a.md"), before, after)).toThrow(/interrupted/);

  expect(readFileSync(file("a.md"), "utf8")).toBe("before");
  expect(readFileSync(file(left), "utf8")).toBe("left");
  expect(readdirSync(folder)).toHaveLength(2);
});

test.skipIf(process.getuid?.() === 0)("a folder that can't be written to is told", () => {
  writeFileSync(file("a.md"), before);
  chmodSync(folder, 0o500);
  expect(() => replaceBytes(file("a.md"), before, after)).toThrow(/permission denied/);
  chmodSync(folder, 0o700);
  expect(readFileSync(file("a.md"), "utf8")).toBe("before");
});

test("a new file is complete or not there, and never takes another's place", () => {
  createFile(file("n.md"), after);
  expect(readFileSync(file("n.md"), "utf8")).toBe("after, and longer");
  expect(() => createFile(file("n.md"), before)).toThrow(/stands there already/);
  expect(() => createFile(file("no/n.md"), before)).toThrow(/no such file/);
  expect(existsSync(file("no"))).toBe(false);
  expect(readdirSync(folder)).toEqual(["n.md"]);
});

test("a file that has gone since it was read is told of, and not made again", () => {
  expect(() => replaceBytes(file("a.md"), before, after)).toThrow(CardsError);
  expect(readdirSync(folder)).toEqual([]);
});
