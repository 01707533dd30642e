import type { Guest } from "../../echo/probe-guest.ts";
import { as, type House, opening, type Tried, visitOnce } from "./house.ts";

/** Probes of where a server can be reached. */

/** Another address of the same machine, which only a server that is bound to all of them answers (Linux has all of 127/8). */
const neighbour = "127.0.0.2";

export async function tryLoopback(house: House): Promise<Tried> {
  if (process.platform !== "linux") return { reason: `${neighbour} is no address of this machine` };
  const failure = await opening(house);
  if (failure !== undefined) return failure;
  const guest = await house.visit(neighbour);
  if (typeof guest === "string") return undefined;
  const isTaken = house.transport === "tcp4" || !(await isRefused(guest, house.message()));
  guest.leave();
  if (!isTaken) return undefined;
  const message = `a client that came to ${neighbour} was let in: it listens at ${house.door() ?? "all addresses"}`;
  return { concept: "binds-everywhere", message, meanwhile: await house.meanwhile() };
}

/** Whoever sends datagrams learns of it later, by ICMP. */
async function isRefused(guest: Guest, bytes: Buffer): Promise<boolean> {
  guest.send(bytes);
  await guest.until({ messages: 1 });
  return guest.end() === "refused";
}

export async function tryBothFamilies(house: House): Promise<Tried> {
  const over6 = await visitOnce(house, house.message(), "::1");
  const over4 = await visitOnce(house, house.message(), "127.0.0.1");
  if (over6 !== undefined && over4 !== undefined) return over6;
  const first = over6 ?? over4;
  if (first !== undefined) return as("one-family", first);
  // In another order: who waits at two doors in turns now waits at the wrong one.
  const again =
    (await visitOnce(house, house.message(), "127.0.0.1")) ?? (await visitOnce(house, house.message(), "::1"));
  return as("one-family", again);
}
