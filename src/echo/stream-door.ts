import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { CardsError, systemReason } from "../errors.ts";
import { hostAndPort } from "./address.ts";
import { privateFolder } from "./tidy.ts";

export interface StreamDoor extends AsyncDisposable {
  /** TCP only. */
  readonly port: number | undefined;
  /** Unix sockets only; an abstract name begins with `@`. */
  readonly path: string | undefined;
}

/** Listens on loopback; 0 takes a free port. */
export async function openTcpDoor(
  host: string,
  wanted: number,
  serve: (socket: Socket) => void,
  most: number,
): Promise<StreamDoor> {
  const server = newServer(serve, most);
  server.listen(wanted, host);
  await listening(server, hostAndPort(host, wanted), "Choose another port with --port.");
  const bound = server.address();
  // A learner's mistake must never be reachable from another machine.
  if (bound === null || typeof bound === "string" || bound.address !== host) throw new Error("bound beyond loopback");
  return { port: bound.port, path: undefined, [Symbol.asyncDispose]: () => closeServer(server) };
}

/** Listens at a path in a private folder. */
export async function openPathDoor(serve: (socket: Socket) => void, most: number): Promise<StreamDoor> {
  const folder = privateFolder();
  const path = join(folder.path, "s");
  const server = newServer(serve, most);
  server.listen(path);
  await listening(server, path, "Set TMPDIR to a folder with a short name.");
  return {
    port: undefined,
    path,
    async [Symbol.asyncDispose]() {
      await closeServer(server);
      folder[Symbol.dispose]();
    },
  };
}

/** Longest name behind the first byte: sun_path has 108 (`man 7 unix`). */
const longestName = 107;

/**
 * Listens at an abstract name: the first byte is 0, and there is no file. Who counts the zero bytes behind the name
 * into it (one as with a path, or all that the structure has) comes to another name: there stand doors, and `onPadded`
 * is told.
 */
export async function openAbstractDoor(
  serve: (socket: Socket) => void,
  onPadded: (() => void) | undefined,
  most: number,
): Promise<StreamDoor> {
  const name = `cards-${process.pid}-${randomBytes(4).toString("hex")}`;
  const server = newServer(serve, most);
  server.listen(`\0${name}`);
  await listening(server, `@${name}`, "Try again: the name is new each time.");
  const wrong = onPadded === undefined ? [] : [`${name}\0`, name.padEnd(longestName, "\0")];
  const padded = wrong.map((padded) => {
    const decoy = newDecoy(() => onPadded?.());
    decoy.server.listen(`\0${padded}`);
    return decoy;
  });
  await Promise.all(
    padded.map((decoy) => listening(decoy.server, `@${name}`, "Try again: the name is new each time.")),
  );
  return {
    port: undefined,
    path: `@${name}`,
    async [Symbol.asyncDispose]() {
      await Promise.all([closeServer(server), ...padded.map((decoy) => decoy.close())]);
    },
  };
}

/**
 * A port that nobody listens at and that no other program is given: the near end of a connection of our own.
 * Connecting to it is refused.
 */
export async function openClosedDoor(host: string): Promise<StreamDoor> {
  const far = createServer((socket) => socket.on("error", () => {}));
  far.listen(0, host);
  await listening(far, hostAndPort(host, 0), "Try again.");
  const bound = far.address();
  const near = connect(bound === null || typeof bound === "string" ? 0 : bound.port, host);
  await once(near, "connect");
  return {
    port: near.localPort,
    path: undefined,
    async [Symbol.asyncDispose]() {
      near.resetAndDestroy();
      await closeServer(far);
    },
  };
}

/** Ends at once and takes what comes: who came to the wrong door shall hear an end, not die of a signal. */
export function dismiss(socket: Socket): void {
  socket.on("error", () => {});
  socket.end();
  socket.resume();
}

/** A server at a wrong door. */
export interface Decoy {
  readonly server: Server;
  /** Waits for nobody who is still inside. */
  close(): Promise<void>;
}

/** Tells of each who comes, and dismisses them; those who do not leave are gone with the door. */
export function newDecoy(onKnock: () => void): Decoy {
  const guests = new Set<Socket>();
  const server = newServer((socket) => {
    guests.add(socket);
    socket.on("close", () => guests.delete(socket));
    onKnock();
    dismiss(socket);
  });
  return {
    server,
    close() {
      for (const guest of guests) guest.destroy();
      return closeServer(server);
    },
  };
}

/** `most`: connections at a time; one more is closed at once. */
export function newServer(serve: (socket: Socket) => void, most = 64): Server {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, serve);
  server.maxConnections = most;
  return server;
}

async function listening(server: Server, where: string, hint: string): Promise<void> {
  try {
    await once(server, "listening");
  } catch (error) {
    throw new CardsError(`bind: ${where}: ${systemReason(error)}`, hint, { cause: error });
  }
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
