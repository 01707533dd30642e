import type { PeerRecord } from "../echo/script.ts";
import { hasSecondDoor, partsOf } from "../echo/story.ts";
import type { Knock } from "../echo/full-door.ts";
import { aheadMessage, best, type Evidence, type Fault, stopMessage } from "./evidence.ts";

/** A wire of several connections: did each of them come? */
export function lookAtStory(evidence: Evidence): Fault | undefined {
  const { drill, records, waiting } = evidence;
  const parts = partsOf(drill.wire);
  const done = Math.max(0, ...records.map(({ steps }) => steps));
  const part = parts.findIndex(({ steps }) => steps.includes(done));
  if (parts.length === 1 || part === -1 || records.some((record) => record.part === part)) return undefined;
  if (drill.wire[done]?.kind === "next")
    return { concept: "no-reconnect", message: waiting ?? "the connection was over, and no other came" };
  return { concept: "no-network", message: "only one of the two servers was visited" };
}

/** Who came to a backlog that was full and did not stay until it was let in; who only had to come is right. */
export function lookAtKnock({ drill, knock, ending, waiting }: Evidence): Fault | undefined | "knocked" {
  if (knock?.seen !== true) return undefined;
  if (drill.wire.length === 1) return "knocked";
  if (ending?.stopped !== undefined && ending.stopped !== "deadlock")
    return { concept: ending.stopped === "cpu" ? "spins" : "hangs", message: stopMessage(ending, waiting) };
  return { concept: "unfinished-connect", message: "the program gave up while its connect was still under way" };
}

/** One of two servers has spoken, and the learner waits for the other. */
export function lookAtOrder(evidence: Evidence): Fault | undefined {
  const { stoppedAt, drill, records, ending } = evidence;
  const isStuck = ending?.stopped === "deadlock" || ending?.stopped === "time";
  if (!isStuck || records.length < 2 || !hasSecondDoor(drill.wire)) return undefined;
  if (drill.wire[stoppedAt ?? -1]?.kind !== "write") return undefined;
  return { concept: "fixed-order", message: stopMessage(ending, evidence.waiting) };
}

/** What the drill demands and the bytes do not show. Who had to wait for its connect is judged by how it did that. */
export function lookAtDemand(evidence: Evidence): Fault | undefined {
  const { drill, records, knock } = evidence;
  const demands = (what: string): boolean => drill.demand?.some((demand) => demand === what) === true;
  const waiters = knock?.seen === true ? [knock] : records;
  if (demands("nonblock") && waiters.some(({ blocking }) => blocking))
    return { concept: "blocking", message: "its socket was found without O_NONBLOCK" };
  if (demands("asleep") && waiters.some(({ restless }) => restless))
    return { concept: "busy-wait", message: "it was never found asleep while it had to wait" };
  if (demands("deadline")) return lookAtDeadline(evidence);
  const held = records.reduce((sum, { heldBack }) => sum + heldBack, 0);
  if (demands("prompt") && held > 0)
    return {
      concept: "held-back",
      message: `${held} times its kernel kept bytes back, though all that came before had been read`,
    };
  if (demands("loss") && records.every(({ burst }) => burst === undefined || burst.lost === 0))
    return { concept: "nothing-lost", message: "every datagram found room in the receive buffer" };
  const early = records.find(({ ahead }) => ahead !== undefined)?.ahead;
  if (demands("turns") && early !== undefined) return { concept: "runs-ahead", message: aheadMessage(early) };
  const pause = pausesOf(records).find((ms) => ms < leastPauseMs);
  if (demands("pause") && pause !== undefined)
    return { concept: "storms", message: `it came again after ${Math.round(pause)} ms` };
  const senders = Math.max(0, ...records.map(({ senders }) => senders.size));
  if (demands("one-socket") && senders > 1)
    return { concept: "new-socket", message: `datagrams came from ${senders} sockets` };
  return undefined;
}

/** A tenth of a second, as it is asked for, without what a clock's tick may take. Whoever is slow can only be later. */
const leastPauseMs = 90;

/** ms from each break to the next connection. */
function pausesOf(records: readonly PeerRecord[]): readonly number[] {
  return records.flatMap(({ connection, broken }) => {
    const next = records.find((record) => record.connection > connection);
    return broken === undefined || next?.began === undefined ? [] : [next.began - broken];
  });
}

/** Fewer bytes than this are left by who has not waited at all. */
const fewestBytes = 3;

function lookAtDeadline(evidence: Evidence): Fault | undefined {
  const { drill, knock, lasted } = evidence;
  if (knock?.seen === true) return lookAtPatience(knock, lasted);
  const { steps, sent, asked } = best(evidence);
  if (!asked) return { concept: "never-reads", message: "none of the bytes was read" };
  const paced = drill.wire.findIndex((step) => step.kind === "write" && step.pace !== undefined);
  if (steps > paced) return { concept: "no-deadline", message: `all ${sent.length} bytes were waited for` };
  if (sent.length >= fewestBytes) return undefined;
  return { concept: "single-read", message: `it left after ${sent.length} of the bytes that came one by one` };
}

/** A little less than a second: the program's start is in it, so that who gave one can't have ended earlier. */
const leastPatienceMs = 900;
/** Linux repeats a SYN after one second, and not before four has it done so four times: nobody is as slow as that. */
const mostRepetitions = 3;

/** Before a door that is never opened: has it waited for a second, and not for many? */
function lookAtPatience({ repetitions }: Knock, lasted = leastPatienceMs): Fault | undefined {
  if (repetitions > mostRepetitions)
    return { concept: "hangs", message: `it waited until its SYN had been sent ${repetitions + 1} times` };
  if (lasted >= leastPatienceMs) return undefined;
  return { concept: "unfinished-connect", message: `it gave up after ${Math.round(lasted)} ms` };
}
