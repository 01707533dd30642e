import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stableId } from "../../src/anki/ids.ts";
import { writeIds } from "../../src/vault/write-ids.ts";
import { block, world } from "./world.ts";

const settingsFile = ".obsidian/plugins/obsidian-to-anki-plugin/data.json";
const settings = (styles: Record<string, string>, more: object = {}) =>
  JSON.stringify({ settings: { CUSTOM_REGEXPS: styles, ...more } });

const questionAnswer = "^Q: (.+)\\nA: (.+)";
const catastrophe = "^((?:.+\\n?)+)+::$";

test("a vault's own styles make cards, and the second import changes nothing", () => {
  using w = world();
  w.write(settingsFile, settings({ Basic: questionAnswer }));
  w.write("a.md", `x\n\nQ: q\nA: a\n<!--ID: 7-->\n\nQ: r\nA: b\n`);

  expect(w.take().cards).toMatchObject({ total: 2, added: 2 });
  expect(w.take().cards).toMatchObject({ total: 2, added: 0, changed: 0, retired: 0 });
});

test.each([
  ["of several lines", "x\r\n\r\nQ: q\r\nA: a\r\nb\r\n\r\nQ: r\r\nA: c", `${questionAnswer}(?:\\n(?!<!--).+)*`],
  ["of one line each", "- x\n\nq::a Tags: t\nr::b\n", "^(.+?)::(.+)"],
  ["of the only line", "q::a", "^(.+?)::(.+)"],
])("an id is written below a card of a style, %s, and taken out again byte for byte", (_, note, style) => {
  using w = world();
  const change = (task: "write" | "erase") =>
    writeIds(w.db, { root: w.vault, start: "" }, { task, idOf: (key) => stableId("note", key) });
  w.write(settingsFile, settings({ Basic: style }));
  w.write("a.md", note);
  w.take();
  const cards = w.cards();

  expect(change("write")).toMatchObject({ notes: 1, ids: Object.keys(cards).length, refused: [] });
  const written = readFileSync(join(w.vault, "a.md"), "utf8");
  expect(written.match(/^<!--ID: \d+-->\r?$/gm)).toHaveLength(Object.keys(cards).length);
  expect(w.take().cards).toMatchObject({ added: 0, changed: 0, retired: 0 });
  expect(w.cards()).toEqual(cards);

  expect(change("erase")).toMatchObject({ notes: 1, refused: [] });
  expect(readFileSync(join(w.vault, "a.md"), "utf8")).toBe(note);
});

test("a style that is taken up or given up changes all notes", () => {
  using w = world();
  w.write("a.md", "x\n\nQ: q\nA: a\n");
  expect(w.take().cards).toMatchObject({ total: 0 });

  w.write(settingsFile, settings({ Basic: questionAnswer }));
  expect(w.take().cards).toMatchObject({ total: 1 });
  const cards = w.cards();

  w.write(settingsFile, settings({}));
  expect(w.take().cards).toMatchObject({ total: 0, retired: 1 });
  w.write(settingsFile, settings({ Basic: questionAnswer }));
  expect(w.take().cards).toMatchObject({ total: 1, revived: 1 });
  expect(w.cards()).toEqual(cards);
});

test("a style that takes for ever is given up on, and the rest is read", () => {
  using w = world();
  w.write(settingsFile, settings({ Cloze: catastrophe, Basic: questionAnswer }));
  w.write("a.md", `${block("q", "a")}\nQ: r\nA: b\n\n${"a line of text\n".repeat(140_000)}::x\n`);
  const began = performance.now();

  const report = w.take();

  // A second where nothing else runs.
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(Object.values(w.cards()).toSorted()).toEqual(["q", "r"]);
  expect(report.problems.map(({ path, rule }) => [path, rule])).toEqual([["a.md", "slow-style"]]);
  expect(report.problems[0]).toMatchObject({ message: expect.stringContaining("Cloze"), severity: "error" });
}, 20_000);

test("a style that is no regular expression is a problem of the settings", () => {
  using w = world();
  w.write(settingsFile, settings({ Cloze: "(", Basic: questionAnswer }));
  w.write("a.md", "x\n\nQ: q\nA: a\n");

  const report = w.take();

  expect(report.cards.total).toBe(1);
  expect(report.problems.map(({ path, rule }) => [path, rule])).toEqual([[settingsFile, "settings"]]);
});

test("a note that the settings leave out is read where it is named", () => {
  using w = world();
  w.write(
    settingsFile,
    settings({}, { Defaults: { "Scan Directory": "cards" }, IGNORED_FILE_GLOBS: ["cards/old/**"] }),
  );
  w.write("cards/a.md", block("q", "a"));
  w.write("cards/old/b.md", block("r", "b"));
  w.write("c.md", block("s", "c"));

  const report = w.take();
  expect(Object.values(w.cards())).toEqual(["q"]);
  expect(report.problems.map(({ path, rule }) => [path, rule])).toEqual([
    ["c.md", "left-out"],
    ["cards/old/b.md", "left-out"],
  ]);

  w.take({ path: `${w.vault}/c.md` });
  expect(Object.values(w.cards()).toSorted()).toEqual(["q", "s"]);
  expect(w.take({ path: `${w.vault}/c.md` }).cards).toMatchObject({ total: 2, added: 0, changed: 0, retired: 0 });
  expect(w.take().cards).toMatchObject({ total: 2, added: 0, changed: 0, retired: 0 });
});

test("a card that is to be deleted retires, and comes back with its key when it is not", () => {
  using w = world();
  w.write("a.md", block("q", "a", 7));
  w.take();
  const cards = w.cards();

  w.write("a.md", block("q", "a", 7).replace("<!--ID", "DELETE\n<!--ID"));
  const report = w.take();
  expect(report.cards).toMatchObject({ total: 0, retired: 1 });
  expect(report.problems.map(({ rule }) => rule)).toEqual(["deleted-card"]);

  w.write("a.md", block("q", "a", 7));
  w.take();
  expect(w.cards()).toEqual(cards);
});
