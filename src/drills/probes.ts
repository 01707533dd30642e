import type { Guest } from "../echo/probe-guest.ts";
import { isSpinning, openDescriptors, untilDescriptors } from "../echo/probe-look.ts";
import type { Probe } from "../model.ts";
import type { Concept } from "./concepts.ts";
import { firstDifference } from "./difference.ts";

/** What was found wrong with a learner's server. */
export interface Failure {
  readonly concept: Concept;
  readonly message: string;
  /** What the server did meanwhile; empty when it had ended. */
  readonly meanwhile?: string;
}

/** The learner's server, as our clients find it. */
export interface House {
  /** The process of the server that runs now, or the cage around it. */
  pid(): number;
  /** A new client; the system's word when it is turned away. */
  visit(): Promise<Guest | string>;
  /** What a client says: fresh bytes each time; printable ones for a server that is to print them. */
  message(length?: number): Buffer;
  /** What the echo probe says instead of random bytes, for a server that is to print it. */
  readonly words: readonly Buffer[] | undefined;
  /** What the server does just now; empty when it has ended. */
  meanwhile(): Promise<string>;
  /** Ends the server and starts it again in the same place; what is wrong when it does not come up. */
  restart(): Promise<Failure | undefined>;
}

/** A word why the probe could not be tried here. */
export interface Untried {
  readonly reason: string;
}

export type Tried = Failure | Untried | undefined;

/** What our clients try; docs/drills.md tells each one's meaning. All of them begin and end with no client inside. */
export const probes: Readonly<Record<Probe, (house: House) => Promise<Tried>>> = {
  echo: tryEcho,
  "second-client": trySecondClient,
  "idle-other": tryIdleOther,
  "half-close": tryHalfClose,
  big: tryBig,
  "early-disconnect": tryEarlyDisconnect,
  "fd-leak": tryLeak,
  "no-spin": trySpin,
  restart: tryRestart,
};

const bigBytes = 1024 * 1024;
const manyClients = 10;
const manyRude = 3;

async function tryEcho(house: House): Promise<Tried> {
  return inside(house, "no-echo", async (guest) => {
    for (const bytes of house.words ?? [withoutText(house.message()), house.message()]) {
      const failure = await exchange(guest, bytes);
      if (failure !== undefined) return failure;
    }
    return undefined;
  });
}

/** With a zero, a line end and no UTF-8 inside: bytes are not text. */
function withoutText(bytes: Buffer): Buffer {
  bytes.set([0, 0x0a, 0xff], 5);
  return bytes;
}

async function trySecondClient(house: House): Promise<Tried> {
  const first = await visitOnce(house);
  return as("one-client", first ?? (await visitOnce(house)));
}

async function tryIdleOther(house: House): Promise<Tried> {
  return inside(house, "iterative", async (silent) => {
    const other = await visitOnce(house);
    return as("iterative", other) ?? as("iterative", await exchange(silent, house.message()));
  });
}

async function tryHalfClose(house: House): Promise<Tried> {
  return inside(house, "lost-reply", async (guest) => {
    const bytes = house.message();
    guest.send(bytes);
    guest.finish();
    const isWhole = await guest.until(bytes.length);
    if (!isWhole) return { concept: "lost-reply", message: cameBack(guest, bytes) };
    if (!guest.received().equals(bytes)) return { concept: "wrong-echo", message: cameBack(guest, bytes) };
    if (await guest.until("end")) return undefined;
    const how = guest.end() === "rst" ? "a reset (RST) came instead of an end" : "no end of the stream came";
    return { concept: "no-close", message: `client ${guest.connection} sent its end and read its answer: ${how}` };
  });
}

async function tryBig(house: House): Promise<Tried> {
  return visitOnce(house, house.message(bigBytes));
}

async function tryEarlyDisconnect(house: House): Promise<Tried> {
  for (let count = 0; count < manyRude; count++) {
    const guest = await house.visit();
    if (typeof guest === "string") break; // the next one tells why
    await guest.sendAndLeave(house.message(64 * 1024));
  }
  return as("dies-with-client", await visitOnce(house));
}

async function tryLeak(house: House): Promise<Tried> {
  const first = await visitOnce(house);
  if (first !== undefined) return as("one-client", first);
  const before = openDescriptors(house.pid());
  if (before === undefined) return { reason: "its descriptors cannot be seen here" };
  for (let count = 0; count < manyClients; count++) {
    const failure = await visitOnce(house);
    if (failure !== undefined) return as("one-client", failure);
  }
  const after = await untilDescriptors(house.pid(), before + 1);
  if (after <= before + 1) return undefined;
  return { concept: "leaks", message: `${before} descriptors were open before ${manyClients} clients, ${after} after` };
}

/**
 * After the clients of before, with a silent one inside, and after that one. Who is busy but serves us all the same
 * asks everybody again and again; who does not has lost itself in the stream that ended.
 */
async function trySpin(house: House): Promise<Tried> {
  if (openDescriptors(house.pid()) === undefined) return { reason: "its processor time cannot be seen here" };
  const isBusy = await isSpinning(house.pid());
  const idle = await inside(house, "spins-at-end", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure !== undefined) return isBusy ? spinsAtEnd : as("one-client", failure);
    if (!(await isSpinning(house.pid()))) return undefined;
    return { concept: "spins", message: "it keeps the processor busy while nobody says anything" };
  });
  if (idle !== undefined) return idle;
  return (await isSpinning(house.pid())) ? { ...spinsAtEnd, meanwhile: await house.meanwhile() } : undefined;
}

const spinsAtEnd: Failure = {
  concept: "spins-at-end",
  message: "it keeps the processor busy after its client has left",
};

/** A client stays connected while the server ends: only then remains of the connection hold the port. */
async function tryRestart(house: House): Promise<Tried> {
  return inside(house, "no-restart", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure !== undefined) return failure;
    return (await house.restart()) ?? as("no-restart", await visitOnce(house));
  });
}

/** A client that says one thing, and leaves when it has come back. */
async function visitOnce(house: House, bytes = house.message()): Promise<Failure | undefined> {
  return inside(house, "no-echo", (guest) => exchange(guest, bytes));
}

/** A client that is there for as long as `stay` lasts; of a failure it looks before it leaves what the server does. */
async function inside(
  house: House,
  concept: Concept,
  stay: (guest: Guest) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  const guest = await house.visit();
  if (typeof guest === "string") return { concept, message: turnedAway(guest), meanwhile: await house.meanwhile() };
  try {
    const failure = await stay(guest);
    if (failure === undefined || failure.meanwhile !== undefined) return failure;
    return { ...failure, meanwhile: await house.meanwhile() };
  } finally {
    guest.leave();
  }
}

/** A client says something, and expects exactly that back. */
async function exchange(guest: Guest, bytes: Buffer): Promise<Failure | undefined> {
  const before = guest.received().length;
  guest.send(bytes);
  const isWhole = await guest.until(before + bytes.length);
  const received = guest.received().subarray(before);
  if (received.equals(bytes)) return undefined;
  const isWrong = isWhole || (received.length > 0 && received[0] !== bytes[0]);
  const concept = isWrong ? "wrong-echo" : received.length === 0 ? "no-echo" : "partial-echo";
  return { concept, message: cameBack(guest, bytes, received) };
}

function cameBack(guest: Guest, bytes: Buffer, received = guest.received()): string {
  const head = `client ${guest.connection} sent ${bytes.length} bytes`;
  const at = firstDifference(bytes, received)?.at ?? 0;
  if (at < Math.min(bytes.length, received.length)) return `${head}; what came back differs from byte ${at + 1} on`;
  const end = guest.end();
  const how = end === undefined ? "" : end === "rst" ? ", then a reset (RST)" : ", then the end of the stream";
  return `${head}, and ${received.length === 0 ? "none" : received.length} came back${how}`;
}

function turnedAway(word: string): string {
  return word === "ECONNREFUSED" || word === "ENOENT" ? "nobody listens there any more" : `connect: ${word}`;
}

/** The same failure, by the name that it has in this probe. */
function as(concept: Concept, failure: Failure | undefined): Failure | undefined {
  return failure === undefined ? undefined : { ...failure, concept };
}
