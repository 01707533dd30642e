import { expect, test } from "vitest";
import { printCards } from "../../src/cli/commands/list.ts";
import { makeContext } from "../../src/cli/context.ts";
import { cardsWhere } from "../../src/store/cards.ts";
import { block, world } from "../vault/world.ts";

function printed(deck: string, count: number): string[] {
  using w = world();
  w.write("a.md", `TARGET DECK: ${deck}\n${block("Question?", "a")}`);
  w.take();
  const [card] = cardsWhere(w.db, { sql: "1", values: [] });
  const lines: string[] = [];
  const context = { ...makeContext([], {}), out: (line: string) => void lines.push(line) };
  printCards(context, card === undefined ? [] : Array.from({ length: count }, () => card));
  return lines;
}

test("a list may be longer than any list of arguments", () => {
  expect(printed("Net", 200_000)).toHaveLength(200_000);
});

test("columns stand below each other, whatever the deck is called", () => {
  expect(printed("日本", 1)[0]).toMatch(/^[0-9a-f]{8} {2}new {9}日本 {2}Question\?$/);
});
