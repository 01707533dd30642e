import type { Socket } from "node:net";
import type { Faults } from "../model.ts";
import type { View } from "./consumed.ts";
import type { PeerRecord } from "./script.ts";
import { type Outlet, send, sendEnd } from "./send.ts";
import { peerOf } from "./stream-script.ts";
import type { Transcript } from "./transcript.ts";

/** A peer that says nothing for so long is let go: by hand nobody thinks longer, and a forgotten one holds its place. */
const idleMs = 10 * 60_000;

/** Peers that may leave answers unread at a time: each holds one read of ours, 64 KiB, in our memory. */
const mostDeaf = 128;

/**
 * Sends back whatever comes, until the peer's end, which is answered with ours (RFC 862).
 *
 * A peer that never reads stops being read: without that, 2.6 GB were queued within three seconds (measured).
 * `deaf` are those of the same endpoint who do so; where they are too many, the one who has for the longest goes.
 */
export function echoBack(socket: Socket, connection: number, transcript: Transcript, deaf: Set<Socket>): void {
  noteEnds(socket, connection, transcript);
  socket.on("data", (bytes: Buffer) => {
    if (transcript.isHeard) {
      transcript.add({ connection, direction: "in", kind: "data" }, bytes);
      transcript.add({ connection, direction: "out", kind: "data" }, bytes);
    }
    if (socket.write(bytes)) return;
    socket.pause();
    deaf.add(socket);
    const [longest] = deaf;
    if (deaf.size <= mostDeaf || longest === undefined) return;
    deaf.delete(longest);
    longest.destroy();
  });
  socket.on("drain", () => {
    deaf.delete(socket);
    socket.resume();
  });
  socket.on("close", () => {
    deaf.delete(socket);
    if (socket.writableLength > 0) transcript.add({ connection, direction: "out", kind: "fin", preview: "never read" });
  });
  socket.on("end", () => {
    transcript.add({ connection, direction: "out", kind: "fin" });
    socket.end();
  });
}

/**
 * The same with faults: a message is what one read brings, and the next one is read when the last one is answered, so
 * that here too nobody can fill our memory.
 */
export async function echoFaultily(
  socket: Socket,
  faults: Faults,
  view: View,
  { record, transcript }: { readonly record: PeerRecord; readonly transcript: Transcript },
): Promise<void> {
  const { connection } = record;
  noteEnds(socket, connection, transcript);
  const outlet: Outlet = {
    socket,
    peer: peerOf(socket, view, record),
    record,
    transcript,
    sleep: undefined,
    confirmed: 0,
    sentInStep: 0,
  };
  let batch: Buffer[] = [];
  let isOver = false;
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      transcript.add({ connection, direction: "in", kind: "data" }, bytes);
      if (isOver) continue;
      batch.push(bytes);
      if (batch.length < (faults.coalesce ?? 1)) continue;
      isOver = (await send(outlet, Buffer.concat(batch), faults)) === "over";
      batch = [];
    }
    if (!isOver && batch.length > 0) await send(outlet, Buffer.concat(batch), faults);
  } catch {
    // The peer has reset the connection: noted already.
  }
  sendEnd(outlet);
}

function noteEnds(socket: Socket, connection: number, transcript: Transcript): void {
  transcript.add({ connection, direction: "in", kind: "open" });
  socket.on("end", () => transcript.add({ connection, direction: "in", kind: "fin" }));
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNRESET") transcript.add({ connection, direction: "in", kind: "rst" });
  });
  letGoWhenIdle(socket);
}

/** Looks now and then, since a timer that each read winds up again costs a twentieth of the echo's speed (measured). */
function letGoWhenIdle(socket: Socket): void {
  let before = -1;
  const look = setInterval(() => {
    if (socket.bytesRead === before) socket.destroy();
    before = socket.bytesRead;
  }, idleMs);
  look.unref();
  socket.on("close", () => clearInterval(look));
}
