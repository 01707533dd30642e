import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const list = readFileSync(join(root, "src/rules.ts"), "utf8");
const page = readFileSync(join(root, "docs/problems.md"), "utf8");
const rules = [...(/export type Rule =([^;]+);/.exec(list)?.[1] ?? "").matchAll(/"([a-z-]+)"/g)].map(
  (match) => match[1],
);
const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)];

const sorted = (words: readonly (string | undefined)[]) =>
  words.map(String).toSorted((one, other) => (one < other ? -1 : 1));

test("the page of problems names every rule once, each with a meaning and a remedy", () => {
  expect(rules.length).toBeGreaterThan(25);
  expect(sorted(rows.map((row) => row[1]))).toEqual(sorted(rules));
});

test("every rule of the list is told somewhere", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const source = files
    .filter((file) => file.endsWith(".ts") && file !== "rules.ts")
    .map((file) => readFileSync(join(root, "src", file), "utf8"))
    .join("\n");
  expect(rules.filter((rule) => !source.includes(`"${rule}"`))).toEqual([]);
});

test("the page marks as fixable what cards fix mends", () => {
  const command = readFileSync(join(root, "src/cli/commands/fix.ts"), "utf8");
  const fixable = [...(/fixable[^=]*= \[([^\]]+)\]/.exec(command)?.[1] ?? "").matchAll(/"([a-z-]+)"/g)].map(
    (match) => match[1],
  );
  const marked = rows.filter((row) => row[3]?.includes("*fix*")).map((row) => row[1]);
  expect(sorted(marked)).toEqual(sorted(fixable));
});
