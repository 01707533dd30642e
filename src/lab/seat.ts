import type { ActorProcess } from "./actor-process.ts";
import { addressText, type Ground } from "./address.ts";
import type { Line } from "./line.ts";
import type { Reply, Row } from "./reply.ts";
import type { Scope, Variable } from "./resolve.ts";
import type { Result } from "./result.ts";

/** An actor's place in a session; the process on it may be a second one, after an interrupt. */
export interface Seat {
  readonly name: string;
  process: ActorProcess;
  readonly variables: Map<string, Variable>;
  /** The call that it sleeps in. */
  pending: { readonly step: number; readonly call: string; readonly text: string } | undefined;
  rows: readonly Row[];
}

/** Own names first, then addresses that others got; a descriptor of another process means nothing here. */
export function scopeOf(seat: Seat, seats: Iterable<Seat>, ground: Ground): Scope {
  const variables = new Map<string, Variable>();
  const elsewhere = new Map<string, string>();
  for (const other of seats) {
    for (const [name, value] of other.variables) {
      if (typeof value === "number") elsewhere.set(name, other.name);
      else variables.set(name, value);
    }
  }
  return { ground, variables: new Map([...variables, ...seat.variables]), elsewhere };
}

/** What a reply means for its actor: names, descriptors, and the result. */
export function takeReply(seat: Seat, line: Line, reply: Reply | undefined, ground: Ground): Finished {
  if (reply === undefined) return { kind: "ended" };
  if (reply.kind === "refused") return { kind: "refused", column: 1, message: reply.message, hint: reply.hint };
  seat.rows = reply.rows;
  assign(seat, line, reply);
  return {
    kind: "returned",
    call: line.call,
    value: reply.value,
    errno: reply.errno,
    data: reply.bytes === undefined ? undefined : Buffer.from(reply.bytes, "latin1"),
    address: reply.address === undefined ? undefined : addressText(reply.address, ground),
    second: reply.second,
    ...(reply.flags === undefined ? {} : { flags: reply.flags }),
  };
}

export type Finished = Exclude<Result, { kind: "blocked" }>;

/** A failed call gives its −1, as it would in C; an address is given where the call's own value is only a 0. */
function assign(seat: Seat, { targets: [first, second] }: Line, reply: Reply & { kind: "returned" }): void {
  if (first === undefined) return;
  seat.variables.set(first, reply.value === 0 ? (reply.address ?? 0) : reply.value);
  if (second !== undefined) seat.variables.set(second, reply.second ?? -1);
}
