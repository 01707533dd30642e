import { expect, test } from "vitest";
import { memoryFromEase, parameters } from "../../src/schedule/fsrs.ts";
import { defaultWeights } from "../../src/schedule/fsrs.ts";
import { eventsOf } from "../../src/store/events.ts";
import { readState } from "../../src/store/schedule-row.ts";
import { rebuild, record } from "../../src/store/state.ts";
import { undoLast } from "../../src/store/undo.ts";
import { type World, world } from "./world.ts";

const day = (date: string) => Date.parse(date) / 86_400_000;
const note = (card: string, schedule: string) => `#flashcards\n\n${card}\n<!--SR:${schedule}-->\n`;
const later = Date.parse("2026-11-21T12:00:00Z");

function keyOf(w: World): string {
  return Object.keys(w.cards())[0] ?? "";
}

function scheduleOf(w: World, key = keyOf(w)) {
  return readState(w.db, key)?.schedule;
}

test("a schedule in the note becomes memory and due day; to read it again changes nothing", () => {
  using w = world();
  w.write("a.md", note("Q::A", "!2026-12-01,51,230"));
  expect(w.take().cards).toMatchObject({ added: 1, changed: 0 });

  expect(scheduleOf(w)).toEqual({
    phase: "review",
    stepsLeft: 0,
    due: { day: day("2026-12-01") },
    memory: memoryFromEase(parameters(defaultWeights), 2.3, 51, 0.9),
    reps: 6,
    lapses: 0,
    lastTime: undefined,
    lastDay: day("2026-12-01") - 51,
    intervalDays: 51,
  });
  w.write("a.md", `${note("Q::A", "!2026-12-01,51,230")}More prose.\n`);
  expect(w.take().changes).toEqual([]);
  expect(eventsOf(w.db, keyOf(w)).map(({ kind }) => kind)).toEqual(["adopt"]);
});

test("siblings take their own; one that was never asked is new", () => {
  using w = world();
  w.write("a.md", note("Q:::A", "!2000-01-01,1,250!2026-12-01,3,250"));
  w.take();
  const phases = Object.keys(w.cards()).map((key) => scheduleOf(w, key)?.phase);

  expect(phases).toHaveLength(2);
  expect(new Set(phases)).toEqual(new Set(["new", "review"]));
});

test("the memory of FSRS is kept as it is, within what a memory can be", () => {
  using w = world();
  w.write("a.md", note("Q::A", "!fsrs,2026-12-01T08:00:00.000Z,9,9.25,50,2,4,1,0,2026-11-22T08:00:00.000Z"));
  w.take();

  expect(scheduleOf(w)).toMatchObject({
    memory: { stability: 9.25, difficulty: 10 },
    reps: 4,
    lapses: 1,
    intervalDays: 9,
  });
});

test.each(["!9999-12-31,999999,130", "!1970-01-02,999999,999999", "!2026-12-01,0,0"])(
  "%s is within what can be stored",
  (schedule) => {
    using w = world();
    w.write("a.md", note("Q::A", schedule));
    w.take();

    expect(scheduleOf(w)?.phase).toBe("review");
  },
);

test("another schedule in the note counts until the card was first rated here, and can be taken back", () => {
  using w = world();
  w.write("a.md", note("Q::A", "!2026-12-01,51,230"));
  w.take();
  w.write("a.md", note("Q::A", "!2026-12-24,60,230"));
  expect(w.take().changes).toMatchObject([{ kind: "changed", reason: "its schedule in the note" }]);
  expect(scheduleOf(w)?.due).toEqual({ day: day("2026-12-24") });

  undoLast(w.db, later);
  expect(scheduleOf(w)?.due).toEqual({ day: day("2026-12-01") });

  record(w.db, { kind: "set-due", key: keyOf(w), day: day("2027-01-01") }, later);
  w.write("a.md", note("Q::A", "!2027-02-02,70,230"));
  expect(w.take().changes).toEqual([]);
  expect(scheduleOf(w)?.due).toEqual({ day: day("2027-01-01") });
});

test("an import that is undone takes its schedules with it, and brings them again", () => {
  using w = world();
  w.write("a.md", note("Q::A", "!2026-12-01,51,230"));
  w.take();
  const key = keyOf(w);
  undoLast(w.db, later);
  expect(scheduleOf(w, key)?.phase).toBe("new");

  expect(w.take().cards).toMatchObject({ revived: 1 });
  expect(scheduleOf(w, key)?.due).toEqual({ day: day("2026-12-01") });
});

test("derived anew, an adopted schedule is the same, and so is the first review after it", () => {
  using w = world();
  w.write("a.md", note("Q::A", "!2026-12-01,51,230") + "\n" + note("R:::B", "!2026-12-01,4,250!2026-12-02,0,130"));
  w.take();
  const all = () => ["schedule", "review"].map((table) => w.db.prepare(`select * from ${table}`).all());
  record(
    w.db,
    {
      kind: "review",
      key: keyOf(w),
      rating: "good",
      zone: 0,
      day: day("2026-12-01"),
      phaseBefore: "review",
      dueBefore: { day: day("2026-12-01") },
      phaseAfter: "review",
      stepsLeftAfter: 0,
      dueAfter: { day: day("2027-03-01") },
      intervalDays: 90,
      algorithm: "fsrs-6",
      parameters: "",
      retention: 0.9,
    },
    later,
  );
  const before = all();
  rebuild(w.db);

  expect(all()).toEqual(before);
});

test("the gate stays as the user has set it, until it is set otherwise", () => {
  using w = world();
  w.write("a.md", "Q::A\n");
  expect(w.take().cards.total).toBe(0);
  expect(w.take({ gate: "open" }).cards).toMatchObject({ total: 1, added: 1 });
  w.write("b.md", "R::B\n");
  expect(w.take().cards).toMatchObject({ total: 2, added: 1 });
  expect(w.take({ gate: "tags" }).cards).toMatchObject({ total: 0, retired: 2 });
  expect(w.take({ gate: "open", dryRun: true }).cards).toMatchObject({ revived: 2 });
  expect(w.take().cards).toMatchObject({ total: 0, revived: 0 });
});
