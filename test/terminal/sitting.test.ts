import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { eventsOf, newestEvents } from "../../src/store/events.ts";
import { keyOf } from "../store/world.ts";
import { expectScreen, paste, play } from "./player.ts";
import { sitting } from "./world.ts";

const sizes = [
  { columns: 40, rows: 24 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
];

const states: readonly { readonly name: string; readonly keys: readonly string[] }[] = [
  { name: "question", keys: [] },
  { name: "answer", keys: ["space"] },
  { name: "flagged", keys: ["*"] },
  { name: "queued", keys: ["d"] },
  { name: "long-answer", keys: ["space", "3", "space"] },
  { name: "scrolled", keys: ["space", "3", "space", "pgdn", "up"] },
  { name: "wide", keys: ["space", "4", "space", "4", "space"] },
  { name: "undone", keys: ["space", "3", "u"] },
  { name: "nothing-to-undo", keys: ["u"] },
  { name: "help", keys: ["?"] },
  { name: "info", keys: ["space", "3", "u", "i"] },
  { name: "end", keys: ["space", "4", "space", "1", "space", "4", "space", "4"] },
];

describe.each(sizes)("at $columns columns", (size) => {
  test.each(states)("$name", async ({ name, keys }) => {
    const { stage } = await sitting();
    using player = play(stage, size);
    const rows = await player.press(...keys);
    expectScreen(`${name}-${size.columns}`, rows);
    for (const row of stage.screen.lines(size)) expect(stringWidth(row)).toBeLessThanOrEqual(size.columns);
  });
});

const size = { columns: 80, rows: 24 };

test("a rating is on disk before the next card is shown, and undo goes back over cards", async () => {
  const { stage, db } = await sitting();
  using player = play(stage, size);
  await player.press("space", "3");
  expect(eventsOf(db, keyOf(1)).map((event) => event.kind)).toEqual(["review"]);
  await player.press("space", "2");
  const rows = await player.press("u", "u");
  expect(rows.join("\n")).toContain("Which calls does a TCP server make");
  expect(eventsOf(db, keyOf(2)).map((event) => event.kind)).toEqual(["review", "undo"]);
});

test("after the last card undo still reaches it", async () => {
  const { stage } = await sitting();
  using player = play(stage, size);
  const end = await player.press("space", "4", "space", "4", "space", "4");
  expect(end.join("\n")).toContain("3 rated: 3 easy. All saved.");
  expect((await player.press("u")).join("\n")).toContain("ソケットとは何ですか");
});

test.each(["1", "3\n", "   ", "3 3 3 3", "q", "!-*u"])("the paste %j does nothing", async (text) => {
  const { stage, db } = await sitting();
  using player = play(stage, size);
  await player.press("space");
  const before = [...newestEvents(db)].length;
  const rows = await player.press(paste(text));
  expect(rows.at(-1)).toContain("Pasted text is no key");
  expect([...newestEvents(db)]).toHaveLength(before);
});

test("a long text in one stroke is a paste, also where the terminal does not mark it", async () => {
  const { stage, db } = await sitting();
  using player = play(stage, size);
  await player.press("space", "3333 is a port");
  expect(eventsOf(db, keyOf(1))).toEqual([]);
});

test("keys that were typed ahead all count", async () => {
  const { stage, db } = await sitting();
  using player = play(stage, size);
  await player.press(" 3 2");
  await player.seen();
  expect(eventsOf(db, keyOf(1))).toHaveLength(1);
  expect(eventsOf(db, keyOf(2))).toHaveLength(1);
});

test("a window of any size is filled and nothing is wider than it", async () => {
  const { stage } = await sitting();
  using player = play(stage, size);
  await player.press("space", "3", "space");
  for (const columns of [120, 100, 61, 60, 59, 40, 27, 20]) {
    for (const rows of [40, 24, 12, 8, 5, 3]) {
      const shown = await player.resize({ columns, rows });
      expect(shown).toEqual(stage.screen.lines({ columns, rows }).map((line) => line.trimEnd()));
      expect(shown.join("")).not.toBe("");
    }
  }
  const back = await player.resize(size);
  expectScreen("long-answer-80", back);
});

test("without colour no colour is written", async () => {
  const { stage } = await sitting();
  using player = play(stage, size);
  await player.press("space", "?");
  expect(player.written()).not.toMatch(/\u001b\[[\d;]*m/);
});

test("what was changed of the terminal is changed back", async () => {
  const { stage } = await sitting();
  const player = play(stage, size);
  await player.press("space");
  player[Symbol.dispose]();
  for (const mode of ["1049", "2004"]) {
    const set = player.written().lastIndexOf(`\u001b[?${mode}h`);
    expect(set).not.toBe(-1);
    expect(player.written().lastIndexOf(`\u001b[?${mode}l`)).toBeGreaterThan(set);
  }
});
