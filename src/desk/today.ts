import { dayNumber } from "../schedule/day.ts";
import type { Zone } from "../model.ts";
import type { Moment } from "../store/search.ts";

/** This moment with its day number, in this zone. */
export function momentOf(time: number, zone: Zone): Moment {
  return { time, today: dayNumber(time, zone), zone };
}
