import type { Guest } from "../../echo/probe-guest.ts";
import { isSpinning } from "../../echo/probe-look.ts";
import type { SlowReader } from "../../echo/probe-slow.ts";
import type { Transport } from "../../model.ts";
import type { Concept } from "../concepts.ts";
import { firstDifference } from "../difference.ts";

/** What was found wrong with a learner's server. */
export interface Failure {
  readonly concept: Concept;
  readonly message: string;
  /** What the server did meanwhile; empty when it had ended. */
  readonly meanwhile?: string;
}

/** The learner's server, as our clients find it. */
export interface House {
  readonly transport: Transport;
  /** Where a Unix server's file stands. */
  readonly path: string | undefined;
  /** The process of the server that runs now, or the cage around it. */
  pid(): number;
  /** A new client; the system's word when it is turned away. `name`: another address of this machine. */
  visit(name?: string): Promise<Guest | string>;
  /** A client that sends much and reads nothing. */
  visitSlowly(): Promise<SlowReader | string>;
  /** What a client says: fresh bytes each time; printable ones for a server that is to print them. */
  message(length?: number): Buffer;
  /** What the echo probe says instead of random bytes, for a server that is to print it. */
  readonly words: readonly Buffer[] | undefined;
  /** What the server does just now; empty when it has ended. */
  meanwhile(): Promise<string>;
  /** Ends the server and starts it again in the same place; what is wrong when it does not come up. */
  restart(): Promise<Failure | undefined>;
  /** Starts another one in the same place, and ends it again: does it listen there while the first one does? */
  hasRoomBeside(): Promise<boolean>;
  /** SIGTERM, and nothing more. */
  askToEnd(): void;
  /** Is there still a door to it? Waits until there is none, or until nothing will change. */
  isOpen(): Promise<boolean>;
  /** Its exit status or signal, once it has ended; undefined when nothing will come of waiting. */
  exit(): Promise<number | string | undefined>;
  /** Where it listens, for a client that was turned away; undefined when nowhere. */
  door(): string | undefined;
  /** Waits until the server sleeps: what was sent has been read, who has come was let in. */
  quiet(): Promise<void>;
  /** How many clients have come so far. */
  guests(): number;
}

/** A word why the probe could not be tried here. */
export interface Untried {
  readonly reason: string;
}

export type Tried = Failure | Untried | undefined;

/** What a client tries: it begins and ends with no client inside. */
export type Try = (house: House) => Promise<Tried>;

/** A client that says one thing, and leaves when it has come back. */
export async function visitOnce(house: House, bytes = house.message(), name?: string): Promise<Failure | undefined> {
  return inside(house, "no-echo", (guest) => exchange(guest, bytes), name);
}

/** A client that is there for as long as `stay` lasts; of a failure it looks before it leaves what the server does. */
export async function inside(
  house: House,
  concept: Concept,
  stay: (guest: Guest) => Promise<Failure | undefined>,
  name?: string,
): Promise<Failure | undefined> {
  const guest = await house.visit(name);
  if (typeof guest === "string") return turnedAway(house, concept, guest, name);
  try {
    return await withMeanwhile(house, await stay(guest));
  } finally {
    guest.leave();
  }
}

/** What a probe begins with: who fails here only served the clients of the probes before. */
export async function opening(house: House): Promise<Failure | undefined> {
  return house.guests() > 0 ? comesLater(house) : visitOnce(house);
}

/** A client that comes after others have left: who is busy with one of those does not get so far. */
export async function comesLater(house: House): Promise<Failure | undefined> {
  const failure = await visitOnce(house);
  const isBusy = failure !== undefined && failure.meanwhile !== "" && (await isSpinning(house.pid()));
  return as(isBusy ? "spins-at-end" : "one-client", failure);
}

/** A client that sends 64 KiB and is gone before it could read. One that is turned away: the next one tells why. */
export async function leaveEarly(house: House): Promise<void> {
  const guest = await house.visit();
  if (typeof guest !== "string") await guest.sendAndLeave(house.message(64 * 1024));
}

/** Several clients at once, each of them connected. */
export async function together(
  house: House,
  concept: Concept,
  count: number,
  stay: (guests: readonly Guest[]) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  const guests: Guest[] = [];
  try {
    for (let at = 0; at < count; at++) {
      const guest = await house.visit();
      if (typeof guest === "string") return await turnedAway(house, concept, guest);
      guests.push(guest);
      if (at % 4 === 3) await house.quiet(); // a short queue holds no more: on TCP a SYN that finds it full costs a second
    }
    return await withMeanwhile(house, await stay(guests));
  } finally {
    for (const guest of guests) guest.leave();
  }
}

async function withMeanwhile(house: House, failure: Failure | undefined): Promise<Failure | undefined> {
  if (failure === undefined || failure.meanwhile !== undefined) return failure;
  return { ...failure, meanwhile: await house.meanwhile() };
}

/** What these say is true of a client that was let in. */
const saysOfFirst = new Set<Concept>([
  "no-echo",
  "lost-reply",
  "blocks-on-writer",
  "no-broadcast",
  "wrong-credentials",
]);

export async function turnedAway(house: House, concept: Concept, word: string, name?: string): Promise<Failure> {
  const door = house.door();
  const where = name === undefined ? "" : ` at ${name}`;
  const nobody = door === undefined ? `nobody listens there any more` : `it listens at ${door}`;
  const message = {
    ECONNREFUSED: `a client was refused${where}: ${nobody}`,
    ECONNRESET: `a client waited${where} to be let in, and was reset`,
    ENOENT: "the socket's file is gone",
    ETIMEDOUT: `a client waits${where} and is not let in: the queue of the listening socket is full`,
  }[word];
  const isOneOfMany = house.guests() > 1 && saysOfFirst.has(concept);
  return {
    concept: isOneOfMany ? "one-client" : concept,
    message: message ?? `connect: ${word}`,
    meanwhile: await house.meanwhile(),
  };
}

/** A client says something, and expects exactly that back. */
export async function exchange(guest: Guest, bytes: Buffer): Promise<Failure | undefined> {
  const before = guest.received().length;
  guest.send(bytes);
  const isWhole = await guest.until(before + bytes.length);
  const received = guest.received().subarray(before);
  if (received.equals(bytes)) return undefined;
  const isWrong = isWhole || (received.length > 0 && received[0] !== bytes[0]);
  const concept = isWrong ? "wrong-echo" : received.length === 0 ? "no-echo" : "partial-echo";
  return { concept, message: cameBack(guest, bytes, received) };
}

export function cameBack(guest: Guest, bytes: Buffer, received = guest.received()): string {
  const isLater = guest.received().length > received.length;
  const head = `client ${guest.connection} sent ${bytes.length} ${isLater ? "more bytes" : "bytes"}`;
  const at = firstDifference(bytes, received)?.at ?? 0;
  if (at < Math.min(bytes.length, received.length)) return `${head}; what came back differs from byte ${at + 1} on`;
  const end = guest.end();
  const ends = { fin: ", then the end of the stream", rst: ", then a reset (RST)", refused: "; the last was refused" };
  const how = end === undefined ? "" : ends[end];
  return `${head}, and ${received.length === 0 ? "none" : received.length} came back${how}`;
}

/** The same failure, by the name that it has in this probe. Who has ended keeps nobody waiting. */
export function as(concept: Concept, failure: Failure | undefined): Failure | undefined {
  if (failure === undefined) return undefined;
  return { ...failure, concept: concept === "iterative" && failure.meanwhile === "" ? "dies-with-client" : concept };
}
