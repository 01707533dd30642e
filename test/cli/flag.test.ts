import { expect, test } from "vitest";
import { home } from "./run.ts";

interface List {
  readonly cards: readonly { readonly id: string; readonly flag: number }[];
}

test("a flag is set, found, taken back; 0 takes it away, 8 is none", () => {
  using h = home();
  h.cards(["review"]);
  const [card] = (h.json("list") as List).cards;
  const id = card?.id ?? "";
  expect(h.json("flag", id, "3")).toMatchObject({ cards: [{ id, flag: 3 }] });
  expect((h.json("list", "flag:3", "is:flagged") as List).cards.map((each) => each.id)).toEqual([id]);
  expect(h.json("undo")).toMatchObject({ undone: { kind: "flag", card: id } });
  expect((h.json("list", "is:flagged") as List).cards).toEqual([]);
  h.json("flag", id);
  expect(h.json("flag", id, "0")).toMatchObject({ cards: [{ flag: 0 }] });
  expect(h.cards(["flag", id, "8"])).toMatchObject({ code: 2 });
});
