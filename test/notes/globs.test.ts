import { expect, test } from "vitest";
import { matchesGlob, matchesGlobs } from "../../src/notes/globs.ts";

test.each([
  ["**/*.excalidraw.md", "a.excalidraw.md", true],
  ["**/*.excalidraw.md", "a/b/c d.excalidraw.md", true],
  ["**/*.excalidraw.md", "a/b.md", false],
  ["*.md", "a.md", true],
  ["*.md", "a/b.md", false],
  ["Templates/**", "Templates/a/b.md", true],
  ["Templates/**", "My Templates/a.md", false],
  ["a/*ignored/**", "a/x_ignored/y/z.md", true],
  ["a/**/b.md", "a/b.md", true],
  ["a/**/b.md", "a/x/y/b.md", true],
  ["**/a/**/a/*.md", "a/b/a/b/a/c.md", true],
  ["?.md", "é.md", true],
  ["?.md", "ab.md", false],
  ["{a,b/c}/*.md", "b/c/d.md", true],
  ["{a,b/c}/*.md", "c/d.md", false],
  ["x[1].md", "x[1].md", true],
  ["", "a.md", false],
])("whether %j means %j: %s", (glob, path, matches) => {
  expect(matchesGlob(glob, path)).toBe(matches);
});

test.each([
  [["a/**", "!a/b.md"], "a/b.md", false],
  [["a/**", "!a/b.md"], "a/c.md", true],
  [["!a/b.md", "a/**"], "a/b.md", true],
  [[], "a.md", false],
])("whether %j mean %j: %s", (globs, path, matches) => {
  expect(matchesGlobs(globs, path)).toBe(matches);
});

test("a stranger's glob comes to an end", () => {
  expect(matchesGlob(`${"*a".repeat(200)}b`, "a".repeat(4000))).toBe(false);
  expect(matchesGlob(`${"**/a/".repeat(200)}b`, "a/".repeat(2000))).toBe(false);
  expect(matchesGlob("{a,b}".repeat(40), "c")).toBe(false);
});
