import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/** The house, from the ground up. Imports only go down; rooms on one floor do not see each other. */
const floors = [
  ["rules.ts", "wire.ts", "puzzle.ts", "probes.ts"],
  ["model.ts", "errors.ts"],
  ["notes", "markdown", "schedule", "query"],
  ["libc"],
  ["store", "echo", "lab", "settings"],
  ["vault", "drills", "anki"],
  ["review", "desk"],
  ["terminal", "web"],
  ["cli"],
];

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const room = (file: string) => file.split("/")[0] ?? file;
const floor = (file: string) => floors.findIndex((rooms) => rooms.includes(room(file)));

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) =>
    relative(src, join(src, dirname(file), match[1] ?? "")),
  );
}

test.each(files)("%s stands in a known room", (file) => {
  expect(floor(file)).not.toBe(-1);
});

test.each(files)("%s imports only downwards", (file) => {
  const upward = importsOf(file).filter((target) => room(target) !== room(file) && floor(target) >= floor(file));
  expect(upward).toEqual([]);
});

test.each(files)("%s is no barrel and at most 250 lines long", (file) => {
  expect(file).not.toMatch(/index\.ts$/);
  expect(readFileSync(join(src, file), "utf8").split("\n").length).toBeLessThanOrEqual(250);
});

test("no circle of imports", () => {
  const graph = new Map(files.map((file) => [file, importsOf(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});
