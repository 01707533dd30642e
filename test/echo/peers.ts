import { createSocket, type Socket as DatagramSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Address, isDatagram, isMessage, isUdp } from "../../src/echo/address.ts";
import { openMessenger } from "./message-peers.ts";

/** A client of our endpoint inside the test. */
export function dial(address: Address): Socket {
  if (address.path === undefined) return connect(address.port ?? 0, address.host);
  return connect(address.path.replace(/^@/, "\0"));
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A socket that exchanges datagrams with our endpoint. */
export interface Correspondent extends Disposable {
  readonly socket: DatagramSocket;
  send(text: string | Uint8Array): Promise<void>;
  /** The next datagrams that come. */
  take(count: number): Promise<string[]>;
}

export async function correspond(address: Address): Promise<Correspondent> {
  if (!isUdp(address.transport)) throw new Error(`${address.transport} knows no datagrams`);
  const socket = createSocket(address.transport);
  socket.connect(address.port ?? 0, address.host);
  await once(socket, "connect");
  const inbox: string[] = [];
  const came = new EventTarget();
  socket.on("message", (bytes) => {
    inbox.push(bytes.toString());
    came.dispatchEvent(new Event("mail"));
  });
  return {
    socket,
    send: (text) => new Promise((resolve) => socket.send(text, () => resolve())),
    async take(count) {
      while (inbox.length < count) await once(came, "mail");
      return inbox.splice(0, count);
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

/** One question and its whole answer, whatever the transport; on ICMP the last of so many replies, for the kernel gives one. */
export async function ask(address: Address, question: string, replies = 1): Promise<string> {
  if (isMessage(address.transport)) {
    using peer = openMessenger(address);
    peer.send(question);
    if (!isDatagram(address.transport)) peer.end();
    const answers = await peer.take(isDatagram(address.transport) ? replies : Infinity);
    return answers.at(-1) ?? "";
  }
  if (!isDatagram(address.transport)) {
    const peer = dial(address);
    peer.end(question);
    return readAll(peer);
  }
  using peer = await correspond(address);
  await peer.send(question);
  const [answer = ""] = await peer.take(1);
  return answer;
}
