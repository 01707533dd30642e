import type { Sockaddr } from "../libc/sockaddr.ts";
import type { Row } from "./reply.ts";
import type { Value } from "./resolve.ts";
import { type Happening, happenings, type Returned, type Step, type Wake } from "./result.ts";

/** What went from one socket to another: `b:3 ──▶ a:4  5 B "hello"`. */
export interface Crossing {
  /** Actor and descriptor. */
  readonly from: string;
  /** Undefined for what one side does alone. */
  readonly to: string | undefined;
  readonly kind: "connect" | "accept" | "data" | "take" | "end" | "close" | "reset" | "refused" | "pipe";
  readonly data: Buffer | undefined;
  readonly length: number;
}

/** A socket, as the others know it. */
interface End {
  readonly label: string;
  readonly isStream: boolean;
  name: Sockaddr | undefined;
  isListening: boolean;
  peer: End | undefined;
  /** Connections that were not accepted yet. */
  readonly queue: End[];
}

/** Who has sent what to whom, told from the calls and what came of them. */
export function crossings(steps: readonly Step[], wakes: readonly Wake[]): readonly Crossing[] {
  const ends = new Map<string, End>();
  return happenings(steps, wakes).flatMap((happening) => crossingsOf(happening, ends));
}

type Ends = Map<string, End>;

function crossingsOf({ step, result, rows }: Happening, ends: Ends): Crossing[] {
  const { actor, request } = step;
  if (request === undefined || result.kind !== "returned") return [];
  for (const row of rows) noteRow(actor, row, ends);
  const fd = request.values[0];
  const me = typeof fd === "number" ? ends.get(`${actor}:${fd}`) : undefined;
  if (request.call === "accept") return me === undefined ? [] : accepted(actor, me, result, ends);
  if (request.call === "socketpair") joinPair(actor, result, ends);
  if (me === undefined) return [];
  const address = request.values.find((value): value is Sockaddr => typeof value === "object" && "family" in value);
  return crossed({ me, result, ends, address, bytes: bytesOf(request.values[1], result.value) }, request.call);
}

/** What a row tells of a socket that is not known yet; a closed one's number may be another's by now. */
function noteRow(actor: string, row: Row, ends: Ends): void {
  const label = `${actor}:${row.fd}`;
  const known = ends.get(label);
  const isStream = row.type !== 2 && row.type !== 3;
  const end: End = known ?? { label, isStream, name: undefined, isListening: false, peer: undefined, queue: [] };
  end.name = row.local;
  end.isListening = row.isListening;
  ends.set(label, end);
}

function joinPair(actor: string, { value, second }: Returned, ends: Ends): void {
  const [one, other] = [ends.get(`${actor}:${value}`), ends.get(`${actor}:${second}`)];
  if (one === undefined || other === undefined) return;
  one.peer = other;
  other.peer = one;
}

function accepted(actor: string, listener: End, { value, errno }: Returned, ends: Ends): Crossing[] {
  const fresh = ends.get(`${actor}:${value}`);
  const client = errno === undefined ? listener.queue.shift() : undefined;
  if (fresh === undefined || client === undefined) return [];
  fresh.peer = client;
  client.peer = fresh;
  return [crossing("accept", fresh, client.label)];
}

interface Act {
  readonly me: End;
  readonly result: Returned;
  readonly ends: Ends;
  readonly address: Sockaddr | undefined;
  readonly bytes: Buffer;
}

const failures: Readonly<Record<string, Crossing["kind"]>> = { ECONNRESET: "reset", EPIPE: "pipe" };

function crossed(act: Act, call: string): Crossing[] {
  const { me, result, ends } = act;
  const failure = failures[result.errno ?? ""];
  if (failure !== undefined) return [crossing(failure, me, me.peer?.label)];
  if (call === "connect") return connected(act);
  if (result.errno !== undefined) return [];
  if (["write", "send", "sendto", "sendmsg"].includes(call)) return [sent(act)];
  if (["read", "recv", "recvfrom", "recvmsg"].includes(call)) {
    const data = result.value === 0 ? undefined : result.data;
    return [{ ...crossing("take", me, me.peer?.label), data, length: result.value }];
  }
  if (call === "close") ends.delete(me.label);
  const kind = call === "shutdown" ? "end" : call === "close" ? "close" : undefined;
  return kind === undefined || me.peer === undefined ? [] : [crossing(kind, me, me.peer.label)];
}

function sent({ me, result, ends, address, bytes }: Act): Crossing {
  const to = me.peer ?? (address === undefined ? undefined : named(address, ends));
  return { ...crossing("data", me, to?.label), data: bytes, length: result.value };
}

/** A stream waits with its listener; a datagram socket only remembers where to. */
function connected({ me, result, ends, address }: Act): Crossing[] {
  const to = address === undefined ? undefined : named(address, ends);
  if (result.errno === "ECONNREFUSED") return [crossing("refused", me, to?.label)];
  if ((result.errno !== undefined && result.errno !== "EINPROGRESS") || to === undefined) return [];
  me.peer = to;
  if (!me.isStream) return [];
  to.queue.push(me);
  return [crossing("connect", me, to.label)];
}

/** The socket of this name; one that is bound to all addresses has every one of them. */
function named(address: Sockaddr, ends: Ends): End | undefined {
  // What a listener has accepted goes by its name as well.
  const all = [...ends.values()].toSorted((one, other) => Number(other.isListening) - Number(one.isListening));
  const isAny = (host: string): boolean => host === "0.0.0.0" || host === "::";
  return (
    all.find(({ name }) => JSON.stringify(name) === JSON.stringify(address)) ??
    all.find(
      ({ name }) =>
        name !== undefined &&
        "port" in name &&
        "port" in address &&
        name.port === address.port &&
        (isAny(name.host) || isAny(address.host)),
    )
  );
}

function crossing(kind: Crossing["kind"], from: End, to: string | undefined): Crossing {
  return { kind, from: from.label, to, data: undefined, length: 0 };
}

const shownBytes = 64;

/** The beginning of what was sent, as far as it went. */
function bytesOf(value: Value | undefined, length: number): Buffer {
  if (typeof value !== "object") return Buffer.alloc(0);
  const parts = "parts" in value ? value.parts : "times" in value ? [value] : [];
  const beginnings = parts.map(({ bytes, times }) => {
    const enough = Math.min(times, Math.ceil(shownBytes / Math.max(1, bytes.length)));
    return Buffer.from(bytes.repeat(enough), "latin1");
  });
  return Buffer.concat(beginnings).subarray(0, Math.max(0, Math.min(length, shownBytes)));
}
