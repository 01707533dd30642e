import { expect, test } from "vitest";
import { findCards } from "../../src/desk/find.ts";
import { momentOf } from "../../src/desk/today.ts";
import { utc } from "../store/world.ts";
import { block, world } from "../vault/world.ts";

test.each([
  { now: "2026-11-21T03:59:00Z", query: "added:1", found: 1 },
  { now: "2026-11-21T04:00:00Z", query: "added:1", found: 0 },
  { now: "2026-11-21T04:00:00Z", query: "added:2", found: 1 },
  { now: "2026-11-22T03:59:00Z", query: "added:2", found: 1 },
])("$query counts days of study: what came at noon of the 20th, seen at $now", ({ now, query, found }) => {
  using w = world();
  w.write("a.md", block("What does bind do?", "It gives a name."));
  w.take();
  expect(findCards(w.db, [query], momentOf(Date.parse(now), utc))).toHaveLength(found);
});
