import { openDescriptors, tasksOf, untilDescriptors } from "../../echo/probe-look.ts";
import type { Guest } from "../../echo/probe-guest.ts";
import {
  as,
  comesLater,
  exchange,
  type Failure,
  type House,
  inside,
  leaveEarly,
  opening,
  together,
  type Tried,
  turnedAway,
  visitOnce,
} from "./house.ts";

/** Probes with several clients: what one does must not harm the others. */

const manyRude = 3;
const manyIdle = 200;
/** So many of them show whether each costs a process or a thread: less than the cage allows. */
const someIdle = 20;
/** Processes and threads that a server may start when many come; a run time has some of its own. */
const fewTasks = 10;
const starting = 4;
/** More than the kernel can hold for both sides on loopback (some 10 MB): who takes this much keeps it in its memory. */
const tooMuch = 64 * 1024 * 1024;

export async function trySecondClient(house: House): Promise<Tried> {
  return (await comesLater(house)) ?? comesLater(house);
}

export async function tryIdleOther(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  return inside(house, "iterative", async (silent) => {
    const other = await visitOnce(house);
    if (other !== undefined) return as("iterative", other);
    const late = await exchange(silent, house.message());
    return late && as("iterative", { ...late, message: `a client was silent, and spoke at last: ${late.message}` });
  });
}

/** They come and go while another one is served: who serves one after the other finds them gone already. */
export async function tryEarlyDisconnect(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  await house.quiet();
  const before = openDescriptors(house.pid()) ?? 0;
  for (let count = 0; count < manyRude; count++) {
    const failure = await inside(house, "dies-with-client", async (guest) => {
      const failure = await exchange(guest, house.message());
      if (failure === undefined) await leaveEarly(house);
      return failure;
    });
    if (failure !== undefined) return as("dies-with-client", failure);
  }
  await house.quiet();
  const last = await visitOnce(house);
  if (last !== undefined) return as("dies-with-client", last);
  const after = await untilDescriptors(house.pid(), before + 1);
  if (after <= before + 1) return undefined;
  return {
    concept: "leaks",
    message: `${before} descriptors were open before ${manyRude} clients left without an answer, ${after} after`,
  };
}

/** One breaks off before it has said a word, the others in the middle of the talk, when the server waits for more. */
export async function tryReset(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  for (let count = 0; count < manyRude; count++) {
    const failure = await inside(house, "dies-with-client", async (guest) => {
      const failure = count === 0 ? undefined : await exchange(guest, house.message());
      if (failure === undefined) await guest.reset();
      return failure;
    });
    if (failure !== undefined) return as("dies-with-client", failure);
  }
  return as("dies-with-client", await visitOnce(house));
}

/** What the slow one has sent must not be lost: it reads at last. */
export async function trySlowReader(house: House): Promise<Tried> {
  const slow = await house.visitSlowly();
  if (typeof slow === "string") return turnedAway(house, "blocks-on-writer", slow);
  try {
    const head = `client ${slow.connection} does not read`;
    const sent = await slow.flood(house.message(64 * 1024), tooMuch);
    const other = await visitOnce(house);
    if (other !== undefined) {
      const concept = other.meanwhile === "" ? "dies-with-client" : "blocks-on-writer";
      return { ...other, concept, message: `${head}; then ${other.message}` };
    }
    const came = await slow.catchUp(sent);
    if (came < sent) {
      const how = slow.end() === undefined ? "" : ", and then your server closed its connection";
      const message = `client ${slow.connection} sent ${sent} bytes before it read; ${came} of them came back${how}`;
      return { concept: "partial-echo", message, meanwhile: await house.meanwhile() };
    }
    if (sent < tooMuch) return undefined;
    return {
      concept: "hoards",
      message: `${head}, and your server has taken ${mebibytes(sent)} MiB from it, and kept them`,
    };
  } finally {
    slow.leave();
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

export async function tryMany(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  const before = tasksOf(house.pid()) ?? 0;
  let more = 0;
  const count = (): number => (more = Math.max(more, (tasksOf(house.pid()) ?? 0) - before));
  const counted: House = { ...house, visit: (name) => (count(), house.visit(name)) };
  const found = await together(counted, "few-clients", someIdle, async () => {
    await house.quiet();
    if (count() > fewTasks)
      return { concept: "task-each", message: `for ${someIdle} clients it has ${more} processes and threads more` };
    return together(house, "few-clients", manyIdle - someIdle, (idle) => serveAmong(house, idle));
  });
  if (found?.concept !== "few-clients" || more < starting) return found;
  // It had begun to start one for each, and came to the end of what its cage allows.
  return {
    ...found,
    concept: "task-each",
    message: `it has started ${more} processes and threads; then ${found.message}`,
  };
}

async function serveAmong(house: House, idle: readonly Guest[]): Promise<Failure | undefined> {
  const active = await visitOnce(house);
  const last = idle.at(-1);
  const late = active ?? (last && (await exchange(last, house.message())));
  if (late === undefined) return undefined;
  return { ...late, concept: "few-clients", message: `${manyIdle} clients are inside and silent; ${late.message}` };
}
