import type { Preset } from "../model.ts";
import { defaultWeights } from "./fsrs.ts";

export const defaultPreset: Preset = {
  name: "default",
  weights: defaultWeights,
  retention: 0.9,
  learningSteps: [1, 10],
  relearningSteps: [10],
  newPerDay: 20,
  reviewsPerDay: 200,
  maximumInterval: 36_500,
  fuzz: true,
  withinDay: true,
};

/** A drill takes minutes, not seconds: few a day, no steps, and longer apart. */
export const drillPreset: Preset = {
  ...defaultPreset,
  name: "drills",
  retention: 0.8,
  learningSteps: [],
  relearningSteps: [],
  newPerDay: 1,
  reviewsPerDay: 1,
  withinDay: false,
};

interface Setting {
  readonly expected: string;
  /** The part of a preset that the value stands for; undefined where it is not what was expected. */
  readonly read: (value: unknown) => Partial<Preset> | undefined;
}

const settings: Readonly<Record<string, Setting>> = {
  "new-per-day": whole(0, 9999, (newPerDay) => ({ newPerDay })),
  "reviews-per-day": whole(0, 9999, (reviewsPerDay) => ({ reviewsPerDay })),
  retention: number(0.7, 0.99, (retention) => ({ retention })),
  "learning-steps": steps((learningSteps) => ({ learningSteps })),
  "relearning-steps": steps((relearningSteps) => ({ relearningSteps })),
  "maximum-interval": whole(1, 36_500, (maximumInterval) => ({ maximumInterval })),
  fuzz: {
    expected: "true or false",
    read: (value) => (typeof value === "boolean" ? { fuzz: value } : undefined),
  },
  weights: {
    expected: "17, 19 or 21 numbers",
    read: (value) => (isWeights(value) ? { weights: value } : undefined),
  },
};

/** A deck's preset from its parsed TOML. What cannot be understood is complained of, and the default kept. */
export function readPreset(
  name: string,
  values: Readonly<Record<string, unknown>>,
): { preset: Preset; complaints: readonly string[] } {
  const complaints: string[] = [];
  const chosen: Partial<Preset> = {};
  for (const [key, value] of Object.entries(values)) {
    const setting = Object.hasOwn(settings, key) ? settings[key] : undefined;
    const part = setting?.read(value);
    if (setting === undefined)
      complaints.push(`${key} is no setting of a deck; there are ${Object.keys(settings).join(", ")}`);
    else if (part === undefined) complaints.push(`${key}: expected ${setting.expected}, found ${shown(value)}`);
    else Object.assign(chosen, part);
  }
  return { preset: { ...defaultPreset, ...chosen, name }, complaints };
}

function number(low: number, high: number, part: (value: number) => Partial<Preset>): Setting {
  return {
    expected: `a number from ${low} to ${high}`,
    read: (value) => (typeof value === "number" && value >= low && value <= high ? part(value) : undefined),
  };
}

function whole(low: number, high: number, part: (value: number) => Partial<Preset>): Setting {
  const { read } = number(low, high, part);
  return {
    expected: `a whole number from ${low} to ${high}`,
    read: (value) => (Number.isInteger(value) ? read(value) : undefined),
  };
}

function steps(part: (minutes: readonly number[]) => Partial<Preset>): Setting {
  return {
    expected: 'a list of steps such as ["1m", "10m"], each with s, m, h or d and at most 365d',
    read(value) {
      const minutes = Array.isArray(value) ? value.map(stepMinutes) : [undefined];
      return minutes.every((each) => each !== undefined) ? part(minutes) : undefined;
    },
  };
}

const unitMinutes: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 };

function stepMinutes(text: unknown): number | undefined {
  const [, amount, unit] = typeof text === "string" ? (/^(\d+(?:\.\d+)?)([smhd])$/.exec(text.trim()) ?? []) : [];
  if (amount === undefined || unit === undefined) return undefined;
  const minutes = Number(amount) * (unitMinutes[unit] ?? 1);
  return minutes > 0 && minutes <= 365 * 1440 ? minutes : undefined;
}

function isWeights(value: unknown): value is readonly number[] {
  return Array.isArray(value) && [17, 19, 21].includes(value.length) && value.every(Number.isFinite);
}

/** A value as it may stand in a sentence; TOML also has dates, and numbers that JSON lacks. */
function shown(value: unknown): string {
  const text = ["number", "bigint"].includes(typeof value) ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
