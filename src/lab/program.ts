import type { Session } from "./session.ts";
import type { Result, Wake } from "./result.ts";

/** One line of a program, and what it set going. */
export interface Move {
  readonly actor: string;
  readonly text: string;
  readonly result: Result;
  /** Calls that came back because of it. */
  readonly wakes: readonly Wake[];
}

/**
 * Runs lines one after the other, each when nobody stirs any more: the first actor's unless `b:` stands in front. Empty
 * lines and remarks are left out. It never stops by itself: what a blocked actor is told then is refused, and said so.
 */
export async function runProgram(session: Session, lines: readonly string[]): Promise<readonly Move[]> {
  const [first = ""] = session.actors;
  const moves: Move[] = [];
  for (const text of lines) {
    if (isBlank(text)) continue;
    const result = await session.run(first, text);
    const wakes = await session.settle();
    moves.push({ actor: session.steps.at(-1)?.actor ?? first, text: text.trim(), result, wakes });
  }
  const late = await session.settle(true);
  const last = moves.pop();
  return last === undefined ? moves : [...moves, { ...last, wakes: [...last.wakes, ...late] }];
}

export function isBlank(text: string): boolean {
  return /^\s*(?:#|\/\/|$)/.test(text);
}
