import type { WireStep } from "../model.ts";

/** The steps that one connection plays, by their numbers in the wire. */
export interface Part {
  /** The server that the connection comes to. */
  readonly door: 1 | 2;
  readonly steps: readonly number[];
}

/**
 * Divides a wire among connections.
 *
 *     [{read: token}, {write: token, rst: 4}, next, {read: token}, …]     two at one server, one after the other
 *     [{read: token}, {read: token, at: 2}, {write: stamp}, …, end]       one at each of two servers; both have the `end`
 *
 * A wire of one part is played with every connection by itself.
 */
export function partsOf(steps: readonly WireStep[]): readonly Part[] {
  const hasTwo = hasSecondDoor(steps);
  const parts: { readonly door: 1 | 2; readonly steps: number[] }[] = [{ door: 1, steps: [] }];
  if (hasTwo) parts.push({ door: 2, steps: [] });
  const last = (door: 1 | 2) => parts.findLast((part) => part.door === door);
  for (const [index, step] of steps.entries()) {
    if (step.kind === "next") parts.push({ door: 1, steps: [] });
    last(doorOf(step))?.steps.push(index);
    if (hasTwo && step.kind === "end") last(2)?.steps.push(index);
  }
  return parts;
}

export function hasSecondDoor(steps: readonly WireStep[]): boolean {
  return steps.some((step) => doorOf(step) === 2);
}

function doorOf(step: WireStep): 1 | 2 {
  return "at" in step ? (step.at ?? 1) : 1;
}

/** One wire while its connections play it: each step waits until those before it are done. */
export interface Story {
  readonly parts: readonly Part[];
  /** The number of the part that a new connection at this door plays. */
  claim(door: 1 | 2): number;
  /** Resolves when all steps before this one are done. */
  turn(step: number): Promise<void>;
  finish(step: number): void;
}

export function openStory(steps: readonly WireStep[]): Story {
  const parts = partsOf(steps);
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  let done = 0;
  const isOver = ({ steps }: Part): boolean => (steps.at(-1) ?? -1) < done;
  return {
    parts,
    claim(door) {
      const open = parts.findIndex((part) => part.door === door && !isOver(part));
      return open === -1 ? parts.findLastIndex((part) => part.door === door) : open;
    },
    turn(step) {
      if (parts.length === 1 || step <= done) return Promise.resolve();
      const wait = waiting.get(step) ?? Promise.withResolvers<void>();
      waiting.set(step, wait);
      return wait.promise;
    },
    finish(step) {
      done = Math.max(done, step + 1);
      for (const [awaited, wait] of waiting) if (awaited <= done) wait.resolve();
    },
  };
}
