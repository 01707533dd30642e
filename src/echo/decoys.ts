import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Transcript } from "./transcript.ts";

/**
 * Doors beside the right one, so that "nothing arrived" gets its name: the port with its two bytes swapped is where a
 * program without htons() knocks, the same number in UDP where one with SOCK_DGRAM does.
 */
export interface Decoys extends AsyncDisposable {
  readonly knocked: { readonly port: boolean; readonly protocol: boolean };
}

/** Undefined when one of the doors is not free: the caller takes another port. */
export async function openDecoys(host: string, port: number, transcript: Transcript): Promise<Decoys | undefined> {
  const swapped = ((port & 0xff) << 8) | (port >> 8);
  if (swapped === port || swapped === 0) return undefined;
  const knocked = { port: false, protocol: false };
  const note = (preview: string): void => transcript.add({ connection: 0, direction: "in", kind: "decoy", preview });

  const stream = await openStreamDoor(host, swapped, () => {
    knocked.port = true;
    note(`connect to port ${swapped}, which is ${port} with its bytes swapped`);
  });
  const datagram = await openDatagramDoor(host, port, (length) => {
    if (!knocked.protocol) note(`datagram of ${length} bytes, where TCP is spoken`);
    knocked.protocol = true;
  });
  const close = async (): Promise<void> => {
    await Promise.all([stream?.[Symbol.asyncDispose](), datagram?.[Symbol.asyncDispose]()]);
  };
  if (stream !== undefined && datagram !== undefined) return { knocked, [Symbol.asyncDispose]: close };
  await close();
  return undefined;
}

async function openStreamDoor(host: string, port: number, onKnock: () => void): Promise<AsyncDisposable | undefined> {
  const server = createServer((socket) => {
    onKnock();
    socket.on("error", () => {});
    socket.destroy();
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch {
    return undefined;
  }
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function openDatagramDoor(
  host: string,
  port: number,
  onKnock: (length: number) => void,
): Promise<AsyncDisposable | undefined> {
  const socket = createSocket("udp4");
  socket.on("message", (bytes) => onKnock(bytes.length));
  socket.bind(port, host);
  try {
    await once(socket, "listening");
  } catch {
    socket.close();
    return undefined;
  }
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => socket.close(() => resolve())) };
}
