import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "./run.ts";

test("a file that is damaged behind its first pages is told of, by the doctor too, and is no fault of ours", () => {
  using h = home();
  h.cards(["review"]);
  const file = join(h.folder, "cards.db");
  writeFileSync(file, readFileSync(file).fill("Z", 40 * 4096));
  expect(h.cards(["list"])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/malformed\n {2}The file is damaged/),
  });
  const { code, out } = h.cards(["doctor", "--json"]);
  const { findings } = JSON.parse(out) as { findings: unknown };
  expect(code).toBe(1);
  expect(findings).toContainEqual(expect.objectContaining({ name: "database", status: "wrong" }));
});

test("notes are checked by their path whatever became of the home", () => {
  using h = home();
  writeFileSync(join(h.folder, "cards.db"), "no database");
  writeFileSync(join(h.folder, "a.md"), "START\nBasic\nQ\nBack: A\n");

  expect(h.cards(["check", join(h.folder, "a.md")])).toMatchObject({
    code: 1,
    out: expect.stringContaining("a.md:1:1: warning missing-end"),
  });
});
