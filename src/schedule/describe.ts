import type { Due, Zone } from "../model.ts";
import { dayNumber } from "./day.ts";

const minute = 60_000;

/** How long from `from` (ms) until it is due, as on Anki's buttons: now, <1m, 10m, 3h, 12d, 1.3mo, 2.1y. A month is 30 days. */
export function untilText(from: number, due: Due, zone: Zone): string {
  if ("day" in due) return daysText(due.day - dayNumber(from, zone));
  const wait = due.time - from;
  if (wait <= 0) return "now";
  if (wait < minute) return "<1m";
  const minutes = Math.round(wait / minute);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.round(minutes / 60);
  return hours < 24 ? `${hours}h` : daysText(Math.round(minutes / 1440));
}

function daysText(days: number): string {
  if (days <= 0) return "now";
  if (days < 30) return `${days}d`;
  if (days < 365) return `${tenths(days / 30)}mo`;
  return `${tenths(days / 365)}y`;
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
