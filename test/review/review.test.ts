import { expect, test } from "vitest";
import type { Rating } from "../../src/model.ts";
import { openReview, type Review } from "../../src/review/review.ts";
import { rateNow } from "../../src/review/rate.ts";
import { readState } from "../../src/store/schedule-row.ts";
import { undoLast } from "../../src/store/undo.ts";
import { defaultPreset } from "../../src/schedule/preset.ts";
import { eventsOf } from "../../src/store/events.ts";
import { homeWith, keyOf, noon, presets, utc } from "../store/world.ts";

const minute = 60_000;

function open(
  db: ReturnType<typeof homeWith>,
  now: () => number,
  more: Partial<Parameters<typeof openReview>[1]> = {},
): Promise<Review> {
  return openReview(db, {
    now,
    zone: utc,
    presets,
    keys: undefined,
    limit: undefined,
    offer: async () => undefined,
    ...more,
  });
}

async function rate(review: Review, rating: Rating) {
  await review.send({ kind: "show" });
  return review.send({ kind: "rate", rating });
}

test("new cards come in the order of their notes, each rating is on disk before the next card", async () => {
  const db = homeWith(3);
  const review = await open(db, () => noon);
  expect(review.view().card?.key).toBe(keyOf(1));
  const view = await rate(review, "easy");
  expect(eventsOf(db, keyOf(1)).map((event) => event.kind)).toEqual(["review"]);
  expect(view.card?.key).toBe(keyOf(2));
});

test("the buttons tell what will happen: 1 m, mean of the steps, 10 m, days", async () => {
  const review = await open(homeWith(1), () => noon);
  const { choices } = review.view();
  expect(choices && Object.values(choices)).toEqual(["1m", "6m", "10m", "8d"]);
});

test("a step that is over comes before anything else, one within 20 minutes when nothing else is left", async () => {
  const db = homeWith(2);
  let now = noon;
  const review = await open(db, () => now);
  await rate(review, "again");
  expect(review.view().card?.key).toBe(keyOf(2));
  now += 2 * minute;
  expect((await rate(review, "good")).card?.key).toBe(keyOf(1));
  now += minute;
  await rate(review, "easy");
  expect(review.view().card?.key).toBe(keyOf(2));
  await rate(review, "easy");
  expect(review.view().sitting.stage).toEqual({ kind: "ended", why: "no-more" });
});

test("the new cards of a day are limited, also over several sittings", async () => {
  const db = homeWith(5);
  const limited = { of: () => ({ ...defaultPreset, newPerDay: 2 }), curiosities: [], complaints: [] };
  const first = await open(db, () => noon, { presets: limited });
  expect(first.view().left.new).toBe(2);
  await rate(first, "easy");
  await rate(first, "easy");
  expect(first.view().sitting.stage.kind).toBe("ended");
  expect((await open(db, () => noon, { presets: limited })).view().sitting.stage.kind).toBe("ended");
  expect((await open(db, () => noon + 24 * 60 * minute, { presets: limited })).view().left.new).toBe(2);
});

test("undo in a sitting asks the card again in its former state", async () => {
  const db = homeWith(2);
  const review = await open(db, () => noon);
  await rate(review, "easy");
  const view = await review.send({ kind: "undo" });
  expect(view.card?.key).toBe(keyOf(1));
  expect(view.card?.state.schedule.phase).toBe("new");
  expect(view.left.new).toBe(2);
});

test("undo takes back this card's rating, whatever else was rated since", async () => {
  const db = homeWith(2);
  const review = await open(db, () => noon);
  await rate(review, "easy");
  rateNow(db, { key: "drill:x", deck: "" }, "good", { time: noon, zone: utc }, presets);
  await review.send({ kind: "undo" });
  expect(readState(db, keyOf(1))?.schedule.phase).toBe("new");
  expect(readState(db, "drill:x")?.schedule.reps).toBe(1);
});

test("a suspended card is not dealt again", async () => {
  const db = homeWith(2);
  const review = await open(db, () => noon);
  expect((await review.send({ kind: "suspend" })).card?.key).toBe(keyOf(2));
  await rate(review, "easy");
  expect(review.view().sitting.stage.kind).toBe("ended");
  expect((await open(db, () => noon + 100 * 24 * 60 * minute)).view().card?.key).toBe(keyOf(2));
});

test("a query's sitting deals only its cards", async () => {
  const review = await open(homeWith(3), () => noon, { keys: [keyOf(3)] });
  expect(review.view().left.new).toBe(1);
  expect(review.view().card?.key).toBe(keyOf(3));
});

test("what was taken back elsewhere is not taken back twice", async () => {
  const db = homeWith(1);
  rateNow(db, { key: keyOf(1), deck: "Sockets" }, "easy", { time: noon, zone: utc }, presets);
  const later = noon + 20 * 24 * 60 * minute;
  const review = await open(db, () => later);
  await rate(review, "good");
  undoLast(db, later);
  await review.send({ kind: "undo" });
  expect(readState(db, keyOf(1))?.schedule.reps).toBe(1);
});

test("at the limit the summary knows what is left", async () => {
  const review = await open(homeWith(1), () => noon, { limit: 1 });
  expect((await rate(review, "easy")).left.new).toBe(0);
});

test("what can't be written has not happened: the card stands as it was, and can be rated once more", async () => {
  const db = homeWith(2);
  const review = await open(db, () => noon);
  const fails = async (work: () => Promise<unknown>): Promise<void> => {
    db.pragma("query_only = 1");
    await expect(work()).rejects.toThrow("readonly");
    db.pragma("query_only = 0");
  };
  await fails(() => rate(review, "easy"));
  expect(review.view().sitting).toMatchObject({ stage: { kind: "answered", key: keyOf(1) }, rated: [] });
  expect((await review.send({ kind: "rate", rating: "easy" })).card?.key).toBe(keyOf(2));
  await fails(() => review.send({ kind: "undo" }));
  expect((await review.send({ kind: "undo" })).card?.key).toBe(keyOf(1));
  expect(readState(db, keyOf(1))?.schedule.phase).toBe("new");
});

test("the clock of a card that is asked again at once starts with that question", async () => {
  const db = homeWith(1);
  let now = noon;
  const review = await open(db, () => now);
  for (const wait of [5000, 3000]) {
    now += wait;
    await rate(review, "again");
  }
  expect(eventsOf(db, keyOf(1)).map((event) => event.kind === "review" && event.took)).toEqual([5000, 3000]);
});
