import { privateFolder } from "../echo/tidy.ts";
import { CardsError } from "../errors.ts";
import { meaningOf } from "../lab/errno.ts";
import type { Returned } from "../lab/result.ts";
import { openSession, type Session } from "../lab/session.ts";
import type { LabCall } from "../puzzle.ts";
import type { Came, Played } from "./foresight.ts";

/** Calls that give no number that anyone would have to foresee: 0, or a descriptor. */
const plain = new Set([
  "socket",
  "bind",
  "listen",
  "accept",
  "connect",
  "shutdown",
  "close",
  "dup",
  "setsockopt",
  "unlink",
]);

interface Turn {
  readonly call: LabCall;
  played: Played;
  /** The session's step that blocked. */
  step: number | undefined;
}

/**
 * Makes calls in the lab, each by its actor, and tells what came of them. All actors make their own calls in their own
 * order: while one sleeps in a call, its later ones wait, and the others go on. So the list is how several processes
 * take turns, as far as they can. Calls of `beside` come first.
 */
export async function playCalls(
  calls: readonly LabCall[],
  beside: readonly LabCall[],
  signal: AbortSignal | undefined,
): Promise<readonly Played[]> {
  const actors = [...new Set([...beside, ...calls].map(({ actor }) => actor))];
  for (let tries = 1; ; tries++) {
    const turns = [...beside, ...calls].map((call): Turn => ({ call, played: untouched(call), step: undefined }));
    using folder = privateFolder();
    await using session = await openSession({ actors, folder: folder.path, signal });
    // Of a run that nobody wants any more, what there is will do.
    if ((await takeTurns(session, turns)) || signal?.aborted === true)
      return turns.slice(beside.length).map(({ played }) => played);
    if (tries === mostTries)
      throw new CardsError("a process of the lab has ended by itself", "This is not yours: try again.");
  }
}

/** A process of the lab that dies is the machine's fault or ours, never the learner's. */
const mostTries = 3;

function untouched({ actor, call }: LabCall): Played {
  return { actor, call, waited: false, came: undefined, turn: undefined, unmade: undefined };
}

/** False when an actor has died meanwhile. */
async function takeTurns(session: Session, turns: readonly Turn[]): Promise<boolean> {
  let areAlive = true;
  const waiting: Turn[] = [];
  let returns = 0;
  const isAsleep = (actor: string): boolean => session.blockedIn(actor) !== undefined;
  const take = async (patient = false): Promise<void> => {
    for (const { step, result } of await session.settle(patient)) {
      const turn = turns.find((turn) => turn.step === step);
      if (result.kind === "ended") areAlive = false;
      else if (turn !== undefined) turn.played = { ...turn.played, came: cameOf(result), turn: ++returns };
    }
  };
  const make = async (turn: Turn): Promise<void> => {
    const { actor, call } = turn.call;
    const result = await session.run(actor, call);
    if (result.kind === "returned") turn.played = { ...turn.played, came: cameOf(result), turn: ++returns };
    else if (result.kind === "refused") turn.played = { ...turn.played, unmade: result.message };
    else if (result.kind === "ended") areAlive = false;
    else turn.played = { ...turn.played, waited: true };
    if (result.kind === "blocked") turn.step = session.steps.length - 1;
    await take();
  };
  /** Those who have woken go on where they stood. */
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const at = waiting.findIndex(({ call }) => !isAsleep(call.actor));
      const [turn] = at === -1 ? [] : waiting.splice(at, 1);
      if (turn === undefined) return;
      await make(turn);
    }
  };
  for (const turn of turns) {
    await catchUp();
    if (isAsleep(turn.call.actor)) waiting.push(turn);
    else await make(turn);
  }
  await catchUp();
  await take(true);
  await catchUp();
  for (const turn of waiting)
    turn.played = {
      ...turn.played,
      unmade: `${turn.call.actor} still sleeps in ${session.blockedIn(turn.call.actor)}`,
    };
  return areAlive;
}

export function cameOf({ call, value, errno, data }: Returned): Came {
  if (errno !== undefined) return { kind: "errno", errno, meaning: meaningOf(errno, call).text };
  return { kind: "value", value, data: data?.toString(), counts: !plain.has(call) };
}

/** What came of a call, in a few words. */
export function cameText({ came, waited, unmade }: Played): string {
  if (unmade !== undefined) return `not made: ${unmade}`;
  if (came === undefined) return waited ? "waits, and nothing wakes it" : "";
  const late = waited ? ", after waiting" : "";
  if (came.kind === "errno") return `${came.errno}${late}: ${came.meaning}`;
  const data = came.data === undefined || came.data === "" ? "" : ` ${JSON.stringify(came.data)}`;
  return `= ${came.value}${data}${late}`;
}
