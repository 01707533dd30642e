import { type Context, createContext, Script } from "node:vm";
import type { WithinTime } from "../notes/settings/obsidian-to-anki.ts";

/**
 * ms for a job, by the ms that jobs of its name, and all jobs, have lost before: a few may be slow, but not every note of
 * a vault, nor every style of its settings.
 */
function allowance(lost: number, lostByAll: number): number {
  if (lostByAll >= 10_000) return lost === 0 ? 30 : 0;
  return lost < 1000 ? 300 : lost < 3000 ? 30 : 0;
}

/**
 * Interrupts what takes too long, a regular expression included. Only V8 can do that, from another thread, and lets Node
 * ask for it by this one door; the job itself runs as it would anywhere.
 */
export function timeLimit(): WithinTime {
  const lost = new Map<string, number>();
  let lostByAll = 0;
  let room: Context | undefined;
  return (name, job) => {
    const limit = allowance(lost.get(name) ?? 0, lostByAll);
    if (limit === 0) return undefined;
    room ??= createContext({});
    let result: ReturnType<typeof job> | undefined;
    room["job"] = () => {
      result = job();
    };
    try {
      script.runInContext(room, { timeout: limit });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      lost.set(name, (lost.get(name) ?? 0) + limit);
      lostByAll += limit;
    }
    return result;
  };
}

const script = new Script("job()");

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
