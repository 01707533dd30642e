import type { Due, Rating, Schedule, Zone } from "../model.ts";
import { outcomes } from "../schedule/answer.ts";
import { dayNumber } from "../schedule/day.ts";
import type { Presets } from "../settings/presets.ts";
import { drillPreset } from "../schedule/preset.ts";
import { type Db, immediately } from "../store/database.ts";
import { newState, readState } from "../store/schedule-row.ts";
import { recordReview, recordWeights } from "../store/state.ts";
import { CardsError } from "../errors.ts";

/** The moment of a review, and where: the only clock that the rooms below see. */
export interface At {
  /** ms since 1970. */
  readonly time: number;
  readonly zone: Zone;
}

/** Until when each rating would put a card off: days exactly as they will be, steps without the seconds that fuzz adds. */
export function choices(db: Db, key: string, deck: string, at: At, presets: Presets): Record<Rating, Due | undefined> {
  const { schedule } = readState(db, key) ?? newState;
  const preset = presetOf(key, deck, presets);
  const exact = outcomes(schedule, at, preset, key);
  const plain = outcomes(schedule, at, { ...preset, fuzz: false }, key);
  const due = (rating: Rating): Due | undefined => {
    const found = exact[rating].due;
    return found !== undefined && "time" in found ? plain[rating].due : found;
  };
  return { again: due("again"), hard: due("hard"), good: due("good"), easy: due("easy") };
}

/** A review that is on disk: where the card stands now, and the event to take back. */
export interface Rated {
  readonly schedule: Schedule;
  readonly event: string;
}

/**
 * Rates a card or a drill: event and new state in one transaction. When this returns, the review is on disk.
 * `took` is the time from question to rating in ms.
 */
export function rateNow(
  db: Db,
  card: { readonly key: string; readonly deck: string },
  rating: Rating,
  at: At & { readonly took?: number },
  presets: Presets,
): Rated {
  return immediately(db, () => {
    const preset = presetOf(card.key, card.deck, presets);
    const state = readState(db, card.key);
    const before = (state ?? newState).schedule;
    const after = outcomes(before, at, preset, card.key)[rating];
    if (after.due === undefined)
      throw new CardsError(`${card.key}: a rated card has no due date`, "This is a fault of ours; nothing was stored.");
    const event = recordReview(
      db,
      {
        kind: "review",
        key: card.key,
        rating,
        zone: at.zone(at.time),
        day: after.lastDay ?? dayNumber(at.time, at.zone),
        phaseBefore: before.phase,
        dueBefore: before.due,
        phaseAfter: after.phase,
        stepsLeftAfter: after.stepsLeft,
        dueAfter: after.due,
        intervalDays: after.intervalDays,
        algorithm: "fsrs-6",
        parameters: recordWeights(db, preset.weights, at.time),
        retention: preset.retention,
        ...(at.took === undefined ? {} : { took: at.took }),
      },
      at.time,
      state,
    );
    return { schedule: after, event: event.id };
  });
}

function presetOf(key: string, deck: string, presets: Presets) {
  return key.startsWith("drill:") ? drillPreset : presets.of(deck);
}
