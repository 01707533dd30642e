import type { Drill } from "../model.ts";
import { dayNumber } from "../schedule/day.ts";
import { drillPreset } from "../schedule/preset.ts";
import type { Db } from "../store/database.ts";
import { drillsOfKnownCards, drillsRatedOn, passedDrills, scheduledDrills } from "../store/drills.ts";
import type { At } from "./rate.ts";

/**
 * The drill to offer after the last card: one that is due, else a new one whose cards have left learning and whose
 * `needs` have passed. At most one of each a day.
 */
export function dueDrill(db: Db, drills: readonly Drill[], at: At): Drill | undefined {
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
