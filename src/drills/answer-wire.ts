import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { privateFolder } from "../echo/tidy.ts";
import { openTranscript, type Transcript, type WireEvent } from "../echo/transcript.ts";
import type { Libc } from "../libc/calls.ts";
import { constantsOfC as c } from "../libc/constants.ts";
import { openLibc } from "../libc/libc.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";

/** What came over the wire of what was typed. */
export interface Carried {
  readonly items: readonly string[];
  /** How, in a few words: `unix-seqpacket, one message an item`. */
  readonly over: string;
  readonly events: readonly WireEvent[];
  /** Why it did not go the way it was meant to. */
  readonly remark: string | undefined;
}

/** Brings what was typed to the grader. */
export type Carry = (items: readonly string[]) => Promise<Carried>;

/** Over seqpacket, where an item is a message; where Node has no such sockets, over a stream. */
export const carryDirectly: Carry = async (items) => {
  using folder = privateFolder();
  const path = join(folder.path, "s");
  const begin = performance.now();
  const transcript = openTranscript(() => performance.now() - begin);
  const libc = openLibc();
  const messages = typeof libc === "string" ? undefined : carryAsMessages(libc, path, items, transcript);
  const over = messages === undefined ? "unix-stream, a line an item" : "unix-seqpacket, a message an item";
  const arrived = messages ?? (await carryAsLines(join(folder.path, "l"), items, transcript));
  return { items: arrived, over, events: [...transcript.events], remark: undefined };
};

const first = { connection: 1, direction: "in" } as const;
/** Far below what the kernel queues for a peer that has not read yet (SO_SNDBUF, 212,992 bytes). */
const mostBytes = 4096;
const mostMessages = 100;

/**
 * Both ends are ours and nothing blocks: what is sent waits in the kernel until the grader takes it. Undefined where
 * it cannot be done so.
 */
function carryAsMessages(
  libc: Libc,
  path: string,
  items: readonly string[],
  transcript: Transcript,
): string[] | undefined {
  const messages = items.map((item) => Buffer.from(item));
  if (messages.length > mostMessages || messages.some(({ length }) => length > mostBytes || length === 0))
    return undefined;
  const open: number[] = [];
  const own = ({ value }: { readonly value: number }): number => {
    if (value >= 0) open.push(value);
    return value;
  };
  const type = c.SOCK_SEQPACKET | c.SOCK_NONBLOCK | c.SOCK_CLOEXEC;
  const address: Sockaddr = { family: "unix", path };
  try {
    const door = own(libc.socket(c.AF_UNIX, type, 0));
    const client = own(libc.socket(c.AF_UNIX, type, 0));
    if (libc.bind(door, address).value !== 0 || libc.listen(door, 1).value !== 0) return undefined;
    if (libc.connect(client, address).value !== 0) return undefined;
    transcript.add({ ...first, kind: "open" });
    const guest = own(libc.accept(door));
    const arrived: string[] = [];
    for (const message of messages) {
      if (libc.send(client, message, 0).value !== message.length) return undefined;
      const { value, bytes } = libc.recv(guest, mostBytes, c.MSG_DONTWAIT);
      if (value < 0) return undefined;
      transcript.add({ ...first, kind: "data" }, bytes);
      arrived.push(bytes.toString());
    }
    transcript.add({ ...first, kind: "fin" });
    return arrived;
  } finally {
    for (const fd of open) libc.close(fd);
  }
}

async function carryAsLines(path: string, items: readonly string[], transcript: Transcript): Promise<string[]> {
  const received: Buffer[] = [];
  const over = Promise.withResolvers<void>();
  const server = createServer((socket: Socket) => {
    transcript.add({ ...first, kind: "open" });
    socket.on("data", (bytes: Buffer) => {
      received.push(bytes);
      transcript.add({ ...first, kind: "data" }, bytes);
    });
    socket.on("end", () => {
      transcript.add({ ...first, kind: "fin" });
      over.resolve();
    });
    socket.on("error", over.reject);
  });
  server.listen(path);
  await once(server, "listening");
  const client = connect(path);
  client.on("error", over.reject);
  for (const item of items)
    client.write(
      `${item
        .trim()
        .split(/[\r\n]+/)
        .join(" ")}\n`,
    );
  client.end();
  try {
    await over.promise;
  } finally {
    client.destroy();
    server.close();
  }
  return Buffer.concat(received).toString().split("\n").slice(0, -1);
}
