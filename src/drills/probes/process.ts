import {
  isSpinning,
  openDescriptors,
  processesOf,
  untilDescriptors,
  untilProcesses,
  untilZombies,
} from "../../echo/probe-look.ts";
import { as, exchange, type Failure, type House, inside, opening, together, type Tried } from "./house.ts";

/** Probes of what a server's processes look like from outside. */

const manyClients = 10;
/** Who collects its children when the next client comes has one or two of them at any time. */
const fewZombies = 2;

export async function tryLeak(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  await house.quiet(); // that one has left for good
  const before = openDescriptors(house.pid());
  if (before === undefined) return { reason: "its descriptors cannot be seen here" };
  for (let count = 0; count < manyClients; count++) {
    const failure = await visitAndGo(house, count % 3 === 2);
    if (failure !== undefined) return as(count > 3 ? "dies-with-client" : "one-client", failure);
  }
  await house.quiet();
  const last = await opening(house); // with whom a child of the last one may be collected
  if (last !== undefined) return last;
  const after = await untilDescriptors(house.pid(), before + 1);
  if (after <= before + 1) return undefined;
  return { concept: "leaks", message: `${before} descriptors were open before ${manyClients} clients, ${after} after` };
}

async function visitAndGo(house: House, isRude: boolean): Promise<Failure | undefined> {
  return inside(house, "no-echo", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure === undefined && isRude) await guest.reset();
    return failure;
  });
}

/** They leave together, so that one child is not collected for each of those that come. */
export async function tryZombies(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  await house.quiet();
  const before = processesOf(house.pid());
  if (before === undefined) return { reason: "its processes cannot be seen here" };
  const crowd = await together(house, "one-client", manyClients, async () => (await house.quiet(), undefined));
  if (crowd !== undefined) return crowd;
  await house.quiet();
  const last = await opening(house);
  if (last !== undefined) return last;
  const zombies = await untilZombies(house.pid(), fewZombies);
  if (zombies > fewZombies)
    return { concept: "zombies", message: `its clients have left, and ${zombies} of its children are zombies (Z)` };
  const more = (await untilProcesses(house.pid(), before)) - before;
  if (more <= 0) return undefined;
  return {
    concept: "children-stay",
    message: `${manyClients + 1} clients have left, and it has ${more} processes more than before them`,
    meanwhile: await house.meanwhile(),
  };
}

/**
 * After the clients of before, with a silent one inside, and after that one. Who does not serve it has lost itself in
 * the stream of one that ended; who serves it and keeps it when it has left is told of that end again and again.
 */
export async function trySpin(house: House): Promise<Tried> {
  const before = openDescriptors(house.pid());
  if (before === undefined) return { reason: "its processor time cannot be seen here" };
  const isBusy = await isSpinning(house.pid());
  const idle = await inside(house, isBusy ? "spins-at-end" : "one-client", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure !== undefined) return isBusy ? spinsAtEnd : as("one-client", failure);
    return (await isSpinning(house.pid())) ? spins : undefined;
  });
  if (idle !== undefined && idle.concept !== "spins") return idle;
  if (idle === undefined && !(await isSpinning(house.pid()))) return undefined;
  const meanwhile = idle?.meanwhile ?? (await house.meanwhile());
  const isKept = (await untilDescriptors(house.pid(), before)) > before;
  return { ...(isKept ? spinsAtEnd : spins), meanwhile };
}

const spins: Failure = {
  concept: "spins",
  message: "it keeps the processor busy while nobody says anything",
};
const spinsAtEnd: Failure = {
  concept: "spins-at-end",
  message: "it keeps the processor busy after its client has left",
};
