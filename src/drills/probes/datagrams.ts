import type { Guest } from "../../echo/probe-guest.ts";
import { type Failure, type House, inside, opening, together, type Tried } from "./house.ts";

/** Probes of a server of datagrams: no connections, and none of their ends. */

/** Two send two each, before anything is awaited: every answer has to find its own sender. */
export async function trySenders(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  const sent = [16, 24].map((length) => [house.message(length), house.message(length + 1)]);
  return together(house, "one-client", sent.length, async (guests) => {
    for (const turn of [0, 1])
      for (const [at, guest] of guests.entries()) guest.send(sent[at]?.[turn] ?? Buffer.alloc(0));
    for (const guest of guests) await guest.until({ messages: 2 });
    const found = guests.map((guest, at) => misled(guest, sent[at] ?? [], sent.flat()));
    return (
      found.find((failure) => failure?.concept === "wrong-sender") ?? found.find((failure) => failure !== undefined)
    );
  });
}

function misled(guest: Guest, own: readonly Buffer[], all: readonly Buffer[]): Failure | undefined {
  const came = guest.messages();
  const isIn = (list: readonly Buffer[], bytes: Buffer): boolean => list.some((one) => one.equals(bytes));
  const head = `two senders took turns; sender ${guest.connection} got back`;
  const foreign = came.filter((bytes) => !isIn(own, bytes));
  if (foreign.some((bytes) => isIn(all, bytes)))
    return { concept: "wrong-sender", message: `${head} what the other one had sent` };
  if (foreign.length > 0) return { concept: "wrong-echo", message: `${head} what nobody had sent` };
  if (came.length === own.length && own.every((bytes) => isIn(came, bytes))) return undefined;
  return { concept: "one-client", message: `${head} ${came.length} of its ${own.length} datagrams` };
}

export async function tryEmpty(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  return inside(house, "empty-is-end", async (guest) => {
    guest.send(Buffer.alloc(0));
    const isAnswered = await guest.until({ messages: 1 });
    const length = guest.messages()[0]?.length;
    if (isAnswered && length !== 0)
      return { concept: "wrong-echo", message: `an empty datagram was sent, and one of ${length} bytes came back` };
    const bytes = house.message();
    guest.send(bytes);
    const isServed = await guest.until(bytes.length);
    if (isAnswered && isServed) return undefined;
    const after = isServed ? "the next one was answered" : "nor was the next one answered";
    const message = isAnswered
      ? `an empty datagram came back, and after it nothing`
      : `an empty datagram did not come back; ${after}`;
    return { concept: "empty-is-end", message };
  });
}
