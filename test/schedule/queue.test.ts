import fc from "fast-check";
import { expect, test } from "vitest";
import { type Counts, learnAhead, nextCard, remaining } from "../../src/schedule/queue.ts";
import { defaultPreset, drillPreset } from "../../src/schedule/preset.ts";
import { seed } from "./zones.ts";

const none: Counts = { new: 0, review: 0 };

test.each([
  { name: "twenty new ones a day", waiting: { new: 500, review: 0 }, done: none, left: { new: 20, review: 0 } },
  { name: "two hundred reviews a day", waiting: { new: 0, review: 900 }, done: none, left: { new: 0, review: 200 } },
  {
    name: "what was done counts",
    waiting: { new: 500, review: 900 },
    done: { new: 15, review: 100 },
    left: { new: 0, review: 85 },
  },
  {
    name: "reviews leave room for five new ones",
    waiting: { new: 500, review: 195 },
    done: none,
    left: { new: 5, review: 195 },
  },
  { name: "a backlog leaves none", waiting: { new: 500, review: 201 }, done: none, left: { new: 0, review: 200 } },
  { name: "more done than allowed", waiting: { new: 3, review: 3 }, done: { new: 30, review: 300 }, left: none },
  { name: "fewer waiting than allowed", waiting: { new: 3, review: 7 }, done: none, left: { new: 3, review: 7 } },
])("$name", ({ waiting, done, left }) => {
  expect(remaining(waiting, done, defaultPreset)).toEqual(left);
});

test("one new and one due drill a day, counted apart", () => {
  expect(remaining({ new: 9, review: 9 }, none, drillPreset, true)).toEqual({ new: 1, review: 1 });
  expect(remaining({ new: 9, review: 9 }, { new: 0, review: 1 }, drillPreset, true)).toEqual({ new: 1, review: 0 });
});

const now = 1_000_000_000;

test.each([
  { name: "learning that is due goes first", learning: now, left: { new: 5, review: 5 }, queue: "learning" },
  { name: "reviews before learning that is not due", learning: now + 1, left: { new: 0, review: 1 }, queue: "review" },
  { name: "new before learning that is not due", learning: now + 1, left: { new: 1, review: 0 }, queue: "new" },
  { name: "nothing else: learning up to 20 minutes ahead", learning: now + learnAhead, left: none, queue: "learning" },
  { name: "but not further", learning: now + learnAhead + 1, left: none, queue: undefined },
  { name: "nothing at all", learning: undefined, left: none, queue: undefined },
])("$name", ({ learning, left, queue }) => {
  expect(nextCard(now, learning, left, none)).toBe(queue);
});

/** A whole day's cards, each named by the first letter of its queue. */
function order(left: Counts, done = none): string {
  const queue = nextCard(now, undefined, left, done);
  if (queue !== "new" && queue !== "review") return "";
  return queue[0] + order({ ...left, [queue]: left[queue] - 1 }, { ...done, [queue]: done[queue] + 1 });
}

test.each([
  { new: 2, review: 6, taken: "rrnrrnrr" },
  { new: 6, review: 2, taken: "nnrnnrnn" },
  { new: 3, review: 3, taken: "rnrnrn" },
  { new: 0, review: 2, taken: "rr" },
])("$new new among $review reviews: $taken", ({ taken, ...counts }) => {
  expect(order(counts)).toBe(taken);
});

test(`the mix is even all the way (FC_SEED=${seed})`, () => {
  const count = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(count, count, (fresh, review) => {
      const taken = order({ new: fresh, review });
      expect(taken).toHaveLength(fresh + review);
      for (let length = 0; length <= taken.length; length++) {
        const news = taken.slice(0, length).replaceAll("r", "").length;
        expect(Math.abs(news - (length * fresh) / Math.max(1, taken.length))).toBeLessThanOrEqual(1);
      }
    }),
    { seed, numRuns: 200 },
  );
});
