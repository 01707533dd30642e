import { once } from "node:events";
import type { Socket } from "node:net";
import { isDatagram } from "./address.ts";
import { type Guest, untilDone } from "./probe-guest.ts";
import { type Host, knock } from "./probe-knock.ts";
import { openSender } from "./probe-sender.ts";

/** Who sends more than anybody asked for is left. */
const mostBytes = 4 * 1024 * 1024;

/** A new client; the system's word (`ECONNREFUSED`) when it is turned away. */
export async function enter(host: Host, connection: number): Promise<Guest | string> {
  if (isDatagram(host.address.transport)) return openSender(host, connection);
  const socket = await knock(host);
  return typeof socket === "string" ? socket : welcome(socket, host, connection);
}

function welcome(socket: Socket, { pid, transcript }: Host, connection: number): Guest {
  const chunks: Buffer[] = [];
  let length = 0;
  let end: "fin" | "rst" | undefined;
  let wake = (): void => {};
  transcript.add({ connection, direction: "out", kind: "open" });
  socket.on("data", (bytes: Buffer) => {
    chunks.push(bytes);
    length += bytes.length;
    if (length > mostBytes) socket.destroy();
    transcript.add({ connection, direction: "in", kind: "data" }, bytes);
    wake();
  });
  const ended = (how: "fin" | "rst"): void => {
    if (end === undefined) transcript.add({ connection, direction: "in", kind: how });
    end ??= how;
    wake();
  };
  socket.on("end", () => ended("fin"));
  socket.on("error", () => ended("rst"));
  socket.on("close", () => wake());

  const finish = (): void => {
    if (socket.writableEnded || socket.destroyed) return;
    transcript.add({ connection, direction: "out", kind: "fin" });
    socket.end();
  };
  return {
    connection,
    received: () => Buffer.concat(chunks),
    messages: () => chunks,
    end: () => end,
    send(bytes) {
      if (socket.destroyed) return;
      transcript.add({ connection, direction: "out", kind: "data" }, bytes);
      socket.write(bytes);
    },
    finish,
    until(what) {
      const isDone = (): boolean => {
        if (typeof what === "object") return chunks.length >= what.messages;
        return what === "end" ? end === "fin" : length >= what;
      };
      const isOver = (): boolean => end !== undefined || socket.destroyed;
      return untilDone(pid, isDone, isOver, (call) => (wake = call));
    },
    async sendAndLeave(bytes) {
      if (socket.destroyed) return;
      transcript.add({ connection, direction: "out", kind: "data" }, bytes);
      const closed = once(socket, "close");
      // Both at once: had we to wait for an event in between, the server could have answered all of it.
      socket.write(bytes);
      socket.destroy();
      await closed;
      transcript.add({ connection, direction: "out", kind: "fin" });
    },
    leave() {
      finish();
      socket.destroy();
    },
    async reset() {
      if (socket.destroyed) return;
      transcript.add({ connection, direction: "out", kind: socket.remotePort === undefined ? "fin" : "rst" });
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      if (socket.remotePort === undefined) socket.destroy();
      else socket.resetAndDestroy();
      await closed;
    },
  };
}
