import { isMessage, keepsMessages } from "../echo/address.ts";
import { bytesOf } from "../echo/script.ts";
import { best, type Evidence, type Fault } from "./evidence.ts";

/** What was wrong in how messages came, before their bytes are looked at. */
export function lookAtForm(evidence: Evidence): Fault | undefined {
  const { flaw, steps, datagrams } = best(evidence);
  const step = evidence.drill.wire[steps];
  if (flaw === "checksum") return { concept: "bad-checksum", message: "an echo request came with a wrong checksum" };
  if (flaw === "no-descriptor")
    return {
      concept: "no-descriptor",
      message: `a message of ${datagrams.at(-1)?.length ?? 0} bytes came, and nothing beside it`,
    };
  const isAwaited = step?.kind === "read" && step.through !== undefined && datagrams.length > 0;
  if (isAwaited) return { concept: "wrong-descriptor", message: "the value was not read through the descriptor" };
  return keepsMessages(evidence.transport) && step?.kind === "read" ? lookAtBoundaries(evidence) : undefined;
}

/** The right bytes, in other messages than those that were asked for. */
function lookAtBoundaries(evidence: Evidence): Fault | undefined {
  const { drill, words } = evidence;
  const { steps, datagrams } = best(evidence);
  const reads = drill.wire.flatMap((step, at) =>
    step.kind === "read" ? { at, bytes: bytesOf(step.value, words) } : [],
  );
  const current = reads.findIndex(({ at }) => at === steps);
  const wanted = reads[current]?.bytes ?? Buffer.alloc(0);
  const next = reads[current + 1]?.bytes;
  const came = datagrams.slice(current);
  const [first = Buffer.alloc(0)] = came;
  if (next !== undefined && startsWith(first, wanted) && first.includes(next, wanted.length))
    return { concept: "merged-messages", message: `one message of ${first.length} bytes came in place of several` };
  if (isMessage(evidence.transport) && first.length > wanted.length && startsWith(first, wanted))
    return { concept: "extra-bytes", message: `${first.length} bytes came, ${wanted.length} were asked for` };
  for (let count = 2; count <= came.length; count++)
    if (Buffer.concat(came.slice(0, count)).equals(wanted))
      return { concept: "torn-message", message: `${count} messages came in place of one of ${wanted.length} bytes` };
  return undefined;
}

function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

/** Who has no address is not answered, and who took another packet never got the answer. */
export function lookAtUnanswered(evidence: Evidence): Fault | undefined {
  const { flaw, stopped } = best(evidence);
  const { transport, ending } = evidence;
  if (flaw === "nameless")
    return {
      concept: "nameless-socket",
      message: "nobody could be answered: no path was bound to the socket, or there was none any more",
    };
  const isLeft = transport === "icmp" && stopped === "gone";
  return isLeft && (ending?.stdout.length ?? 0) > 0
    ? { concept: "wrong-packet", message: "your program had gone before the answer came" }
    : undefined;
}

/** A whole number of what went to the kernel comes back from it: the request, and the kernel's own echo. */
export function lookAtPacket({ transport, words }: Evidence, got: Uint8Array): Fault | undefined {
  const isOurs = transport === "icmp" && Buffer.from(got).includes(words.token);
  return isOurs ? { concept: "wrong-packet", message: "what was printed is what was sent" } : undefined;
}

export function lookAtPath(evidence: Evidence): Fault | undefined {
  if (best(evidence).flaw !== "path-left") return undefined;
  return { concept: "path-left", message: "the program has ended, and its path is still there" };
}
