import { missingTransport } from "../echo/address.ts";
import type { Drill, Transport } from "../model.ts";
import { transports } from "../notes/drill/drill-words.ts";
import { dayNumber } from "../schedule/day.ts";
import { drillPreset } from "../schedule/preset.ts";
import type { Db } from "../store/database.ts";
import { drillsOfKnownCards, drillsRatedOn, passedDrills, scheduledDrills } from "../store/drills.ts";
import type { At } from "./rate.ts";

/**
 * The drill to offer after the last card: one that is due, else a new one whose cards have left learning and whose
 * `needs` have passed. At most one of each a day. Curiosities are never offered; they are done by name.
 */
export function dueDrill(
  db: Db,
  all: readonly Drill[],
  at: At,
  curiosities: readonly string[] = [],
): Drill | undefined {
  const drills = all.filter(({ id }) => !curiosities.includes(id));
  const today = dayNumber(at.time, at.zone);
  const rated = drillsRatedOn(db, today);
  const scheduled = scheduledDrills(db);
  const byId = (id: string): Drill | undefined => drills.find((drill) => drill.id === id);
  if (rated.review < drillPreset.reviewsPerDay) {
    const due = scheduled.filter((drill) => drill.dueDay <= today).map((drill) => byId(drill.id));
    const first = due.find((drill) => drill !== undefined);
    if (first !== undefined) return first;
  }
  if (rated.new >= drillPreset.newPerDay) return undefined;
  const known = new Set(scheduled.map((drill) => drill.id));
  const wanted = drillsOfKnownCards(db);
  const passed = passedDrills(db);
  return drills.find(
    (drill) => wanted.has(drill.id) && !known.has(drill.id) && drill.needs.every((id) => passed.has(id)),
  );
}

/**
 * The transport of a repetition: the drill's own at first, then in turn each other one that it allows and that can be
 * had here, so that yesterday's text is not enough. `spoken`: those of the known solution, for not every language has
 * all. Undefined: there is no choice, or the drill makes it itself.
 */
export function variantOf(
  drill: Drill,
  repetition: number,
  spoken: readonly Transport[] = transports,
): Transport | undefined {
  if (drill.puzzle !== undefined || drill.runs === "each") return undefined;
  const known = drill.transports.filter((transport) => spoken.includes(transport));
  const usable = known.filter((transport) => transport === known[0] || missingTransport(transport) === undefined);
  return usable[repetition % usable.length];
}
