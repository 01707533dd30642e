import { isSpinning, openDescriptors, untilDescriptors, untilZombies } from "../../echo/probe-look.ts";
import { as, exchange, type Failure, type House, inside, opening, type Tried } from "./house.ts";

/** Probes of what a server's processes look like from outside. */

const manyClients = 10;
/** Who collects its children when the next client comes has one or two of them at any time. */
const fewZombies = 2;

export async function tryLeak(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  const before = openDescriptors(house.pid());
  if (before === undefined) return { reason: "its descriptors cannot be seen here" };
  for (let count = 0; count < manyClients; count++) {
    const isRude = count % 3 === 2;
    const failure = await visitAndGo(house, isRude);
    if (failure !== undefined) return as(count > 3 ? "dies-with-client" : "one-client", failure);
  }
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

export async function tryZombies(house: House): Promise<Tried> {
  for (let count = 0; count < manyClients; count++) {
    const failure = await opening(house);
    if (failure !== undefined) return failure;
  }
  const zombies = await untilZombies(house.pid(), fewZombies);
  if (zombies === undefined) return { reason: "its processes cannot be seen here" };
  if (zombies <= fewZombies) return undefined;
  return {
    concept: "zombies",
    message: `its clients have left, and ${zombies} of its children are zombies (Z)`,
  };
}

/**
 * After the clients of before, with a silent one inside, and after that one. Who is busy but serves us all the same
 * asks everybody again and again; who does not has lost itself in the stream that ended.
 */
export async function trySpin(house: House): Promise<Tried> {
  if (openDescriptors(house.pid()) === undefined) return { reason: "its processor time cannot be seen here" };
  const isBusy = await isSpinning(house.pid());
  const idle = await inside(house, isBusy ? "spins-at-end" : "one-client", async (guest) => {
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
