import type { Goal } from "../puzzle.ts";
import { type Happening, happenings, type Step, type Wake } from "./result.ts";

/**
 * Which goals are reached, in their order. One happening reaches one goal: two clients that are to be accepted are two
 * goals, and two accepts.
 */
export function goalsReached(goals: readonly Goal[], steps: readonly Step[], wakes: readonly Wake[]): boolean[] {
  const reached = goals.map(() => false);
  const closed = new Set<string>();
  for (const happening of happenings(steps, wakes)) {
    const at = goals.findIndex((goal, index) => reached[index] === false && meets(goal, happening, closed));
    if (at !== -1) reached[at] = true;
    noteClosed(happening, closed);
  }
  return reached;
}

function meets(goal: Goal, happening: Happening, closed: ReadonlySet<string>): boolean {
  const { step, result, isWake } = happening;
  if (step.line === undefined || (goal.of !== undefined && step.line.call !== goal.of)) return false;
  if (!goal.with.every((word) => step.text.includes(word))) return false;
  const { comes } = goal;
  if (comes.kind === "blocks") return result.kind === "blocked";
  if (result.kind !== "returned") return false;
  switch (comes.kind) {
    case "errno":
      return result.errno === comes.errno;
    case "value":
      return result.value === comes.value;
    case "data":
      return result.data?.toString("latin1") === comes.data;
    case "wakes":
      return isWake;
    case "works":
      return result.value !== -1;
    case "reuses":
      return result.value !== -1 && closed.has(`${step.actor} ${result.value}`);
  }
}

function noteClosed({ step, result }: Happening, closed: Set<string>): void {
  const fd = step.request?.values[0];
  const isClosed = step.line?.call === "close" && result.kind === "returned" && result.value === 0;
  if (isClosed && typeof fd === "number") closed.add(`${step.actor} ${fd}`);
}

/** A goal in a sentence: `bind fails with EADDRINUSE`. */
export function goalText(goal: Goal): string {
  const call = `${goal.of ?? "some call"}${goal.with.length > 0 ? ` with ${goal.with.join(" and ")}` : ""}`;
  const { comes } = goal;
  switch (comes.kind) {
    case "errno":
      return `${call} fails with ${comes.errno}`;
    case "value":
      return `${call} gives ${comes.value}`;
    case "data":
      return `${call} gives ${JSON.stringify(comes.data)}`;
    case "blocks":
      return `${call} has to wait`;
    case "wakes":
      return `${call} comes back after it had to wait`;
    case "works":
      return `${call} succeeds`;
    case "reuses":
      return `${call} gives a number that was closed before`;
  }
}
