import { setImmediate as turn } from "node:timers/promises";

/** One thing that happened on the wire, or that explains what did. The same shape on the screen and in --json. */
export interface WireEvent {
  /** ms since the clock of the transcript began. */
  readonly t: number;
  /** 1 for the first connection (or sender of datagrams) that came; 0 for what belongs to none. */
  readonly connection: number;
  /** in: from the learner; out: from us; note: said about either. */
  readonly direction: "in" | "out" | "note";
  /** data: bytes of a stream, or one datagram. lost: an answer that was kept back on purpose. */
  readonly kind: "open" | "data" | "lost" | "fin" | "rst" | "exit" | "blocked" | "signal" | "decoy";
  /** Bytes. */
  readonly length: number;
  /** The first bytes in printable ASCII, or a sentence. */
  readonly preview: string;
  /** What our side did on purpose, such as `split 2`. */
  readonly fault: string | undefined;
}

type Happening = Pick<WireEvent, "connection" | "direction" | "kind"> & Partial<WireEvent>;

export interface Transcript {
  readonly events: readonly WireEvent[];
  /** False while events would go nowhere: a busy server need not tell them. */
  readonly isHeard: boolean;
  /** With the bytes that crossed the wire, if any did: they give the length, and the preview where somebody looks. */
  add(event: Happening, bytes?: Uint8Array): void;
  /** All events so far and to come, until the transcript is closed; those of one turn of the event loop come together. */
  follow(): AsyncIterable<readonly WireEvent[]>;
  close(): void;
}

/** More events than this are counted only by their absence: a flood must not fill our memory. */
const mostEvents = 5000;

const nothing = { length: 0, preview: "" };

/** `clock` tells ms since the beginning. `keep` off: events only pass by those who follow (a server that runs for days). */
export function openTranscript(clock: () => number, keep = true): Transcript {
  const events: WireEvent[] = [];
  const followers = new Set<{ queue: WireEvent[]; wake: () => void }>();
  const state = { isOpen: true };
  return {
    events,
    get isHeard() {
      return keep || followers.size > 0;
    },
    add(happening, bytes) {
      if (!keep && followers.size === 0) return;
      const t = Math.round(clock() * 10) / 10;
      const content = bytes === undefined ? nothing : { length: bytes.length, preview: preview(bytes) };
      const event = { t, fault: undefined, ...content, ...happening };
      if (keep && events.length < mostEvents) events.push(event);
      for (const follower of followers) {
        if (follower.queue.length < mostEvents) follower.queue.push(event);
        follower.wake();
      }
    },
    async *follow() {
      const follower = { queue: [...events], wake: () => {} };
      followers.add(follower);
      try {
        while (state.isOpen || follower.queue.length > 0) {
          const woken = new Promise<void>((resolve) => (follower.wake = resolve));
          if (follower.queue.length > 0) yield follower.queue.splice(0);
          if (state.isOpen && follower.queue.length === 0) await woken;
          await turn();
        }
      } finally {
        followers.delete(follower);
      }
    },
    close() {
      state.isOpen = false;
      for (const follower of followers) follower.wake();
    },
  };
}

/** Bytes as ASCII, the rest as C writes it: `\n`, `\0`, `\x1b`. */
function preview(bytes: Uint8Array, most = 32): string {
  let text = "";
  for (const byte of bytes.subarray(0, most)) {
    if (byte === 0x5c) text += "\\\\";
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += { 0: "\\0", 9: "\\t", 10: "\\n", 13: "\\r" }[byte] ?? `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return bytes.length > most ? `${text}…` : text;
}
