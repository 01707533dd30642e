import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";

/**
 * Those who attack an echo server, and the one who does not. A program of its own, so that it shares no event loop with
 * the server or the test:
 *
 *     node attackers.ts <role> <address as JSON> <ms> <seed>      prints one line of JSON at its end, and ends by itself
 */
export interface Target {
  readonly host: string | null;
  readonly port: number | null;
  readonly path: string | null;
}

interface Task {
  readonly target: Target;
  /** When to end, by `performance.now()`. */
  readonly end: number;
  /** 0 to 1, the same each time. */
  readonly chance: () => number;
}

const deaf = 50;
const crowd = 5000;
/** Bytes: the largest datagram of IPv4. */
const largest = 65_507;

const roles = { honest, visitor, "honest-mail": honestMail, deaf: neverRead, crowd: hold, mail: flood, storm: reset };

export type Role = keyof typeof roles;

/** 64 bytes each 5 ms over one connection: how long each takes to come back, in ms. */
async function honest({ target, end }: Task): Promise<object> {
  const socket = dial(target);
  await once(socket, "connect");
  const isCut = (): boolean => socket.closed;
  const sentAt: number[] = [];
  const trips: number[] = [];
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    while (bytes >= 64) {
      bytes -= 64;
      trips.push(performance.now() - (sentAt.shift() ?? 0));
    }
  });
  while (performance.now() < end && !isCut()) {
    sentAt.push(performance.now());
    socket.write(Buffer.alloc(64, "h"));
    await pause(5);
  }
  // What is still on its way counts with the time it has taken so far.
  await pause(50);
  const cut = isCut();
  socket.destroy();
  return { ...told([...trips, ...sentAt.map((at) => performance.now() - at)]), unanswered: sentAt.length, cut };
}

/** Comes anew each 20 ms, asks once and goes: who is not let in within a second is counted as unanswered. */
async function visitor({ target, end }: Task): Promise<object> {
  const trips: number[] = [];
  let unanswered = 0;
  while (performance.now() < end) {
    const begin = performance.now();
    const socket = dial(target);
    socket.end(Buffer.alloc(64, "v"));
    let bytes = 0;
    socket.on("data", (chunk: Buffer) => (bytes += chunk.length));
    const late = setTimeout(() => socket.destroy(), 1000);
    await new Promise((resolve) => socket.on("close", resolve));
    clearTimeout(late);
    if (bytes === 64) trips.push(performance.now() - begin);
    else unanswered++;
    await pause(20);
  }
  return { ...told(trips), unanswered };
}

/** The same by datagrams: an answer that has not come after a second was lost. */
async function honestMail({ target, end }: Task): Promise<object> {
  const socket = createSocket("udp4");
  socket.connect(target.port ?? 0, target.host ?? "");
  await once(socket, "connect");
  const sentAt = new Map<number, number>();
  const trips: number[] = [];
  socket.on("message", (bytes) => {
    const number = bytes.readUInt32BE();
    trips.push(performance.now() - (sentAt.get(number) ?? 0));
    sentAt.delete(number);
  });
  for (let number = 0; performance.now() < end; number++) {
    const bytes = Buffer.alloc(64);
    bytes.writeUInt32BE(number);
    sentAt.set(number, performance.now());
    socket.send(bytes);
    await pause(5);
  }
  await pause(1000);
  socket.close();
  return { ...told(trips), unanswered: sentAt.size };
}

/** Sends as fast as the server takes it, and never reads. */
async function neverRead({ target, end }: Task): Promise<object> {
  const bytes = Buffer.alloc(64 * 1024, "d");
  const sockets = Array.from({ length: deaf }, () => dial(target).pause());
  for (const socket of sockets) {
    const fill = (): void => {
      while (socket.write(bytes));
    };
    socket.on("connect", fill).on("drain", fill);
  }
  await pause(end - performance.now());
  const sent = sockets.reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, 0);
  for (const socket of sockets) socket.destroy();
  return { peers: deaf, sent };
}

/** Opens connections and holds them: half of them idle, half sending a byte now and then. Cut ones are opened again. */
async function hold({ target, end, chance }: Task): Promise<object> {
  const sockets = new Set<Socket>();
  let [opened, refused, most] = [0, 0, 0];
  const open = (): void => {
    const socket = dial(target).resume();
    sockets.add(socket);
    socket.on("connect", () => opened++);
    socket.on("error", () => refused++);
    socket.on("close", () => sockets.delete(socket));
  };
  while (performance.now() < end) {
    for (let count = 0; count < 100 && sockets.size < crowd; count++) open();
    most = Math.max(most, sockets.size);
    for (const socket of sockets) if (chance() < 0.002) socket.write("t");
    await pause(5);
  }
  for (const socket of sockets) socket.destroy();
  return { opened, refused, most };
}

/** Datagrams of the largest size, as fast as they go. */
async function flood({ target, end }: Task): Promise<object> {
  const socket = createSocket("udp4");
  socket.connect(target.port ?? 0, target.host ?? "");
  await once(socket, "connect");
  const bytes = Buffer.alloc(largest, "m");
  let sent = 0;
  const send = (): void => {
    if (performance.now() < end) socket.send(bytes, () => (sent++, setImmediate(send)));
  };
  for (let ahead = 0; ahead < 16; ahead++) send();
  await pause(end - performance.now());
  socket.close();
  return { datagrams: sent };
}

/** Connects, sends and resets, over and over. */
async function reset({ target, end, chance }: Task): Promise<object> {
  let [resets, refused] = [0, 0];
  const storm = async (): Promise<void> => {
    while (performance.now() < end) {
      const socket = dial(target);
      const came = await new Promise<boolean>((resolve) => {
        socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
      });
      if (came) resets++;
      else refused++;
      socket.write(Buffer.alloc(1 + Math.floor(chance() * 1000), "r"));
      if (chance() < 0.5) await turn();
      if (target.path === null) socket.resetAndDestroy();
      else socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: 16 }, storm));
  return { resets, refused };
}

function dial({ host, port, path }: Target): Socket {
  const socket = path === null ? connect(port ?? 0, host ?? "") : connect(path);
  return socket.on("error", () => {});
}

/** ms at the 50th and the 99th of a hundred, and the worst. */
function told(trips: readonly number[]): object {
  const sorted = trips.toSorted((one, other) => one - other);
  const at = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? NaN) * 10) / 10;
  return { trips: sorted.length, p50: at(0.5), p99: at(0.99), worst: at(0.999_999) };
}

/** mulberry32. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const [role = "", address = "", ms = "", seed = ""] = process.argv.slice(2);
const target = JSON.parse(address) as Target;
const end = performance.now() + Number(ms);
process.stdout.write(`${JSON.stringify(await roles[role as Role]({ target, end, chance: chances(Number(seed)) }))}\n`);
