const words: Readonly<Record<string, number>> = { today: 0, tomorrow: 1 };
const spans: Readonly<Record<string, number>> = { d: 1, w: 7 };

/** Anki's own limit of an interval. */
const furthest = 36500;

/**
 * The day number that a person means: `today`, `tomorrow`, `3` or `3d` or `2w` from today, `2026-12-24`. Undefined for
 * anything else, for a day that has passed, and for one more than a hundred years away.
 */
export function dayFromWords(text: string, today: number): number | undefined {
  const named = words[text.toLowerCase()];
  if (named !== undefined) return today + named;
  const span = /^\+?(\d{1,5})([dw]?)$/i.exec(text);
  const day = span === null ? calendarDay(text) : today + Number(span[1]) * (spans[(span[2] ?? "").toLowerCase()] ?? 1);
  return day === undefined || day < today || day > today + furthest ? undefined : day;
}

function calendarDay(text: string): number | undefined {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // 2026-02-30 is no day, whatever Date makes of it.
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? date.getTime() / 86_400_000
    : undefined;
}
