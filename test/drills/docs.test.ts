import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { causeOf } from "../../src/drills/concepts.ts";
import { faultWords } from "../../src/notes/drill/drill-faults.ts";
import { probes } from "../../src/probes.ts";
import { causes, keys, transports } from "../../src/notes/drill/drill-words.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/drills.md"), "utf8");

test.each([...keys, ...transports, ...faultWords, ...probes, ...causes])("docs/drills.md tells of `%s`", (word) => {
  expect(page).toMatch(new RegExp(`\`${word}\\b`));
});

test("docs/drills.md lists every concept in the row of its cause, and no other", () => {
  const rows = page.matchAll(/^\| `([a-z.-]+)` \| ((?:`[a-z-]+`(?:, )?)+) \|$/gm);
  const listed = Array.from(rows, ([, cause, concepts]) =>
    Array.from((concepts ?? "").matchAll(/`([a-z-]+)`/g), ([, concept]) => [concept, cause]),
  ).flat();

  expect(Object.fromEntries(listed)).toEqual(causeOf);
});
