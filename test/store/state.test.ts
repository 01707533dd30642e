import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rating } from "../../src/model.ts";
import { rateNow } from "../../src/review/rate.ts";
import { immediately, readMeta } from "../../src/store/database.ts";
import { damagedEvents, eventsOf } from "../../src/store/events.ts";
import { readState } from "../../src/store/schedule-row.ts";
import { rebuild, record } from "../../src/store/state.ts";
import { undoLast } from "../../src/store/undo.ts";
import { homeWith, keyOf, noon, presets, utc } from "./world.ts";

const card = { key: keyOf(1), deck: "Sockets" };
const day = 86_400_000;
const tables = ["schedule", "review"];
const dump = (db: ReturnType<typeof homeWith>): unknown =>
  tables.map((table) => db.prepare(`select * from ${table} order by 1`).all());

test("two ratings of one card, taken back twice, give back both states", () => {
  const db = homeWith(1);
  const states = [readState(db, card.key)];
  rateNow(db, card, "good", { time: noon, zone: utc }, presets);
  states.push(readState(db, card.key));
  rateNow(db, card, "again", { time: noon + 3 * day, zone: utc }, presets);

  undoLast(db, noon + 4 * day);
  expect(readState(db, card.key)).toEqual(states[1]);
  undoLast(db, noon + 5 * day);
  expect(readState(db, card.key)).toEqual(states[0]);
  undoLast(db, noon + 6 * day);
  expect(readState(db, card.key)).toEqual(states[0]);
});

test("a rating after an undo goes on from the state that came back", () => {
  const db = homeWith(1);
  rateNow(db, card, "easy", { time: noon, zone: utc }, presets);
  const afterEasy = readState(db, card.key);
  rateNow(db, card, "again", { time: noon + 9 * day, zone: utc }, presets);
  undoLast(db, noon + 9 * day);
  rateNow(db, card, "good", { time: noon + 9 * day, zone: utc }, presets);
  const twice = readState(db, card.key);

  const other = homeWith(1);
  rateNow(other, card, "easy", { time: noon, zone: utc }, presets);
  expect(readState(other, card.key)).toEqual(afterEasy);
  rateNow(other, card, "good", { time: noon + 9 * day, zone: utc }, presets);
  expect(readState(other, card.key)).toEqual(twice);
});

test("rebuilding from the events alone gives the identical state", () => {
  const seed = 20261121;
  console.info(`seed ${seed}`);
  const rating = fc.constantFrom<Rating>("again", "hard", "good", "easy");
  const action = fc.oneof(
    fc.record({ kind: fc.constant("rate" as const), card: fc.nat(2), rating, wait: fc.nat(20 * 24 * 60) }),
    fc.record({
      kind: fc.constantFrom(
        "undo" as const,
        "suspend" as const,
        "unsuspend" as const,
        "bury" as const,
        "reset" as const,
        "set-due" as const,
      ),
      card: fc.nat(2),
      wait: fc.nat(3000),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      const db = homeWith(3);
      let time = noon;
      for (const each of actions) {
        time += each.wait * 60_000;
        const key = keyOf(each.card + 1);
        if (each.kind === "rate") rateNow(db, { key, deck: "Sockets" }, each.rating, { time, zone: utc }, presets);
        else if (each.kind === "undo") undoLast(db, time);
        else if (each.kind === "bury" || each.kind === "set-due")
          immediately(db, () => record(db, { kind: each.kind as "bury", key, day: 20_800 }, time));
        else immediately(db, () => record(db, { kind: each.kind as "suspend", key }, time));
      }
      const before = dump(db);
      rebuild(db);
      expect(dump(db)).toEqual(before);
      db.close();
    }),
    { seed, numRuns: 60 },
  );
});

test("an import that is taken back retires what it brought", () => {
  const db = homeWith(2);
  undoLast(db, noon);
  expect(db.column("select sum(retired) from card").get()).toBe(2);
  expect(db.column("select sum(queued) from schedule").get()).toBe(0);
});

test("events can't be changed or deleted, and a flipped bit is found", () => {
  const db = homeWith(1);
  rateNow(db, card, "good", { time: noon, zone: utc }, presets);
  expect(() => db.exec("delete from event")).toThrow("append-only");
  expect(() => db.exec("update event set kind = 'x'")).toThrow("append-only");
  expect(damagedEvents(db)).toEqual([]);
  db.exec("drop trigger event_no_update; update event set body = replace(body, 'good', 'easy') where kind = 'review'");
  expect(damagedEvents(db)).toEqual(eventsOf(db, card.key).map((event) => event.id));
});

test("the hybrid clock increases even when the wall clock goes back", () => {
  const db = homeWith(1);
  rateNow(db, card, "good", { time: noon + day, zone: utc }, presets);
  rateNow(db, card, "good", { time: noon - day, zone: utc }, presets);
  const clocks = eventsOf(db, card.key).map((event) => event.clock);
  expect(clocks[1]).toBeGreaterThan(clocks[0] ?? 0);
  expect(readState(db, card.key)?.schedule.reps).toBe(2);
});

test("what was rolled back is not taken for written: weights and the device's name are noted with the next review", () => {
  const db = homeWith(1);
  const rate = () => rateNow(db, card, "good", { time: noon, zone: utc }, presets);
  db.exec("delete from meta");
  db.exec("create temp trigger full before insert on review begin select raise(abort, 'full'); end");
  expect(rate).toThrow("full");
  db.exec("drop trigger full");
  rate();
  const [review] = eventsOf(db, card.key);
  const { parameters, device } = review?.kind === "review" ? review : { parameters: "", device: "" };
  expect(eventsOf(db, `parameters:${parameters}`)).toHaveLength(1);
  expect(readMeta(db, "device")).toBe(device);
});
