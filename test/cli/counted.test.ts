import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "./run.ts";

test("one of anything is told as one", () => {
  using h = home();
  const vault = join(h.folder, "vault");
  mkdirSync(vault);
  writeFileSync(join(vault, "a.md"), "START\nBasic\nq\nBack: a\nEND\n");

  expect(h.cards(["import", vault]).out).toContain("1 in 1 block: 1 added");
  expect(h.cards(["vaults"]).out).toBe(`      1 card in 1 note  ${vault}\n`);
  expect(h.cards(["undo"]).out).toContain("(1 card retired, 0 brought back)");
});
