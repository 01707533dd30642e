import type { Zone } from "../model.ts";

/** The hour at which a day of study turns, so that a late evening belongs to the day it began on. */
const rolloverHour = 4;

const hour = 3_600_000;
const day = 24 * hour;

/** Days since 1970-01-01 of the local civil day that `time` (ms since 1970, UTC) belongs to; it turns at 4:00 local time. */
export function dayNumber(time: number, zone: Zone): number {
  return Math.floor((time + zone(time) * 60_000 - rolloverHour * hour) / day);
}

/**
 * The first moment of a day in ms since 1970: 4:00 local time, or where clocks leap over it, the moment of the leap.
 * Halves the two days around it, because no arithmetic on offsets is right where the offset itself changes in the night.
 */
export function dayStart(dayNumberWanted: number, zone: Zone): number {
  let before = (dayNumberWanted - 1) * day;
  let start = (dayNumberWanted + 2) * day;
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2);
    if (dayNumber(middle, zone) < dayNumberWanted) before = middle;
    else start = middle;
  }
  return start;
}
