import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type Guest, untilDone } from "./probe-guest.ts";
import type { Host } from "./probe-knock.ts";

/**
 * A client of a server of datagrams. Its socket is connected, so that only the server's own answers arrive, and so that
 * we hear of a port at which nobody is (ICMP, `man 7 udp`: ECONNREFUSED): that is its end.
 */
export async function openSender({ address, pid, transcript }: Host, connection: number): Promise<Guest | string> {
  const socket = createSocket(address.transport === "udp6" ? "udp6" : "udp4");
  const came: Buffer[] = [];
  let length = 0;
  let end: "refused" | undefined;
  let isClosed = false;
  let wake = (): void => {};
  socket.connect(address.port ?? 0, address.host ?? "");
  await once(socket, "connect");
  socket.on("message", (bytes: Buffer) => {
    came.push(bytes);
    length += bytes.length;
    transcript.add({ connection, direction: "in", kind: "data" }, bytes);
    wake();
  });
  socket.on("error", () => {
    if (end === undefined) transcript.add({ connection, direction: "in", kind: "rst", preview: "ECONNREFUSED" });
    end = "refused";
    wake();
  });
  const send = (bytes: Uint8Array): Promise<void> => {
    if (isClosed) return Promise.resolve();
    transcript.add({ connection, direction: "out", kind: "data" }, bytes);
    return new Promise((resolve) => socket.send(bytes, () => resolve()));
  };
  const leave = (): void => {
    if (isClosed) return;
    isClosed = true;
    socket.close();
  };
  return {
    connection,
    received: () => Buffer.concat(came),
    messages: () => came,
    end: () => end,
    send: (bytes) => void send(bytes),
    finish: () => {},
    until(what) {
      const isDone = (): boolean => {
        if (typeof what === "object") return came.length >= what.messages;
        return what !== "end" && length >= what;
      };
      return untilDone(
        pid,
        isDone,
        () => end !== undefined || isClosed,
        (call) => (wake = call),
      );
    },
    async sendAndLeave(bytes) {
      await send(bytes);
      leave();
    },
    leave,
    async reset() {
      leave();
    },
  };
}
