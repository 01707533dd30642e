import { adoptedSchedule } from "../schedule/adopt.ts";
import { newSchedule, replay } from "../schedule/answer.ts";
import { type Db, immediately, lasting, prepared } from "./database.ts";
import { newState, readState, type State, writeSchedule, writeState } from "./schedule-row.ts";
import { type Event, type Happening, append, digest, eventsByKey, eventsOf } from "./events.ts";

/** Writes what happened and what follows from it. The caller's transaction makes both one: that commit is the acknowledgement. */
export function record(db: Db, happening: Happening, time: number): Event {
  if (happening.kind === "review") return recordReview(db, happening, time, readState(db, happening.key));
  const event = append(db, happening, time);
  if (event.kind !== "parameters" && event.key !== undefined) refold(db, event.key);
  return event;
}

type Review = Extract<Happening, { kind: "review" }>;

/** The same for a review of what stood at `before`, read in the same transaction. */
export function recordReview(db: Db, review: Review, time: number, before: State | undefined): Event {
  const event = append(db, review, time);
  const after = applied(before ?? newState, event, weightsOf(db));
  addReview(db, event, before?.schedule.intervalDays ?? 0);
  if (before === undefined) writeState(db, event.key, after);
  else writeSchedule(db, event.key, after.schedule);
  return event;
}

/** A preset's weights are one list for each of its reviews. */
const hashes = new WeakMap<readonly number[], string>();

/** Notes the weights that reviews will be recomputed with, once; gives the hash that stands for them. */
export function recordWeights(db: Db, weights: readonly number[], time: number): string {
  const parameters = hashes.get(weights) ?? digest(JSON.stringify(weights));
  hashes.set(weights, parameters);
  if (weightsOf(db)(parameters).length === 0)
    append(db, { kind: "parameters", key: `parameters:${parameters}`, weights }, time);
  return parameters;
}

/** Derives all schedules anew from the events alone. Gives the number of events that were replayed. */
export function rebuild(db: Db): number {
  return immediately(db, () => {
    const weights = weightsOf(db);
    const states: [string, State, readonly Event[]][] = [];
    let count = 0;
    for (const [key, all] of eventsByKey(db)) {
      const standing = withoutUndone(all);
      if (!key.startsWith("parameters:")) states.push([key, folded(standing, weights), standing]);
      count += all.length;
    }
    db.exec("delete from review; delete from schedule");
    db.exec(
      `insert into schedule (key, queued, deck, position, phase, steps_left, reps, lapses, interval_days)
       select card.key, 1 - retired, deck, card.id, 'new', 0, 0, 0, 0 from card join block on block.id = card.block`,
    );
    for (const [key, state, standing] of states) {
      writeState(db, key, state);
      rewriteReviews(db, [], standing);
    }
    return count;
  });
}

/** Derives one key anew; needed where an event was taken back. */
export function refold(db: Db, key: string): void {
  const all = eventsOf(db, key);
  const standing = withoutUndone(all);
  writeState(db, key, folded(standing, weightsOf(db)));
  rewriteReviews(db, all, standing);
}

/** The events that were not taken back. */
export function withoutUndone(all: readonly Event[]): Event[] {
  const undone = new Set(all.flatMap((event) => (event.kind === "undo" ? [event.undoes] : [])));
  return all.filter((event) => !undone.has(event.id));
}

function folded(standing: readonly Event[], weights: Weights): State {
  return standing.reduce((state, event) => applied(state, event, weights), newState);
}

function applied(state: State, event: Event, weights: Weights): State {
  switch (event.kind) {
    case "review":
      return { ...state, schedule: replay(state.schedule, { ...event, weights: weights(event.parameters) }) };
    case "suspend":
      return { ...state, suspended: true };
    case "unsuspend":
      return { ...state, suspended: false, buriedDay: undefined };
    case "bury":
      return { ...state, buriedDay: event.day };
    case "flag":
      return { ...state, flag: event.flag };
    case "reset":
      return { ...state, schedule: newSchedule };
    case "set-due":
      return { ...state, schedule: { ...state.schedule, phase: "review", stepsLeft: 0, due: { day: event.day } } };
    case "adopt":
      return { ...state, schedule: adoptedSchedule(event) };
    case "attempt":
    case "retire":
    case "revive":
    case "same":
    case "import":
    case "forget":
    case "parameters":
    case "undo":
      return state;
  }
}

// ---------------------------------------------------------------- rows

type Weights = (parameters: string) => readonly number[];

/** Looks weights up by their hash; none where they are not known. */
function weightsOf(db: Db): Weights {
  return (parameters) => {
    const key = `parameters:${parameters}`;
    const read = (): readonly number[] | undefined =>
      eventsOf(db, key).flatMap((event) => (event.kind === "parameters" ? [event.weights] : []))[0];
    return lasting(db, key, read) ?? [];
  };
}

function addReview(db: Db, event: Extract<Event, { kind: "review" }>, intervalBefore: number): void {
  prepared(db, "insert into review values (?, ?, ?, ?, ?, ?, ?, ?)").run(
    event.day,
    event.row,
    event.key,
    event.time,
    event.rating,
    event.phaseBefore,
    intervalBefore,
    event.took ?? null,
  );
}

function rewriteReviews(db: Db, all: readonly Event[], standing: readonly Event[]): void {
  for (const event of all) {
    if (event.kind === "review")
      prepared(db, "delete from review where day = ? and event = ?").run(event.day, event.row);
  }
  let interval = 0;
  for (const event of standing) {
    if (event.kind === "reset") interval = 0;
    if (event.kind === "adopt") interval = event.from.intervalDays;
    if (event.kind !== "review") continue;
    addReview(db, event, interval);
    interval = event.intervalDays;
  }
}
