import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { CardsError } from "../errors.ts";
import type { WireStep } from "../model.ts";
import { type Decoys, openDecoys } from "./decoys.ts";
import { echoBack } from "./echo-back.ts";
import { socketsOf } from "./processes.ts";
import { newRecord, type PeerRecord, playScript, type Words } from "./script.ts";
import { privateFolder, type PrivateFolder } from "./tidy.ts";
import type { Transcript } from "./transcript.ts";

export type StreamTransport = "tcp4" | "unix-stream";

/** Where a peer finds us: host and port, or the path of a Unix socket. */
export interface Address {
  readonly transport: StreamTransport;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
}

export interface Endpoint extends AsyncDisposable {
  readonly address: Address;
  readonly transcript: Transcript;
  /** One record a connection, in the order of their coming; only with a script. */
  readonly records: readonly PeerRecord[];
  readonly decoys: Decoys["knocked"];
  /** Tells whose processes are at the other end, before they do anything: faults are gated by what these read. */
  observe(pid: number | undefined): void;
  /** Resolves when all that peers did before has been seen: to be asked when they can do no more. */
  settled(): Promise<void>;
}

export interface EndpointOptions {
  readonly transport: StreamTransport;
  /** 0 (the default) for a free one. */
  readonly port?: number;
  /** Without a script the endpoint echoes. */
  readonly script?: { readonly steps: readonly WireStep[]; readonly words: Words };
}

const host = "127.0.0.1";
const mostConnections = 64;
/** Nearly every port has its decoys free (295 of 300). */
const mostTries = 16;

/** Opens an endpoint on loopback or in a private folder; disposed, it leaves no socket, port or folder. */
export async function openEndpoint(options: EndpointOptions, transcript: Transcript): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  const records: PeerRecord[] = [];
  const sessions: Promise<void>[] = [];
  let pid: number | undefined;
  let inherited: ReadonlySet<string> = new Set();
  let count = 0;

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    const connection = ++count;
    if (options.script === undefined) return void echoBack(socket, connection, transcript);
    const record = newRecord(connection);
    records.push(record);
    const view = { transport: options.transport, pid: () => pid, inherited: () => inherited };
    sessions.push(playScript(socket, options.script, view, { record, transcript }).done);
  };
  const door = await openDoor(options, serve, transcript);

  return {
    address: door.address,
    transcript,
    records,
    decoys: door.decoys?.knocked ?? { port: false, protocol: false },
    observe(learner) {
      pid = learner;
      inherited = new Set(learner === undefined ? [] : socketsOf(learner).values());
    },
    settled: () => settle(sockets, records, sessions),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      transcript.close();
      await door[Symbol.asyncDispose]();
    },
  };
}

/**
 * When the peers are dead, the kernel has already queued all they did: it takes a few turns of the event loop to
 * accept, read and note it. Only a peer that never came may still be on its way through the kernel.
 */
async function settle(
  sockets: ReadonlySet<Socket>,
  records: readonly PeerRecord[],
  sessions: readonly Promise<void>[],
): Promise<void> {
  for (let turns = 0; turns < 4; turns++) await turn();
  for (let tries = 0; tries < 5 && records.length === 0; tries++) await pause(1);
  const isOpen = (): boolean => sockets.size > 0 && records.some((record) => record.end === undefined);
  for (let tries = 0; tries < 500 && isOpen(); tries++) await (tries < 20 ? turn() : pause(1));
  await Promise.race([Promise.all(sessions), pause(500, undefined, { ref: false })]);
}

interface Door extends AsyncDisposable {
  readonly address: Address;
  readonly decoys: Decoys | undefined;
}

async function openDoor(
  options: EndpointOptions,
  serve: (socket: Socket) => void,
  transcript: Transcript,
): Promise<Door> {
  if (options.transport === "unix-stream") return openUnixDoor(serve);
  const isFree = (options.port ?? 0) === 0;
  for (let tries = 1; ; tries++) {
    const server = newServer(serve);
    const port = await listenTcp(server, options.port ?? 0);
    const decoys = options.script === undefined ? undefined : await openDecoys(host, port, transcript);
    if (decoys === undefined && options.script !== undefined && isFree && tries < mostTries) {
      await closeServer(server);
      continue;
    }
    const address: Address = { transport: "tcp4", host, port, path: undefined };
    return {
      address,
      decoys,
      async [Symbol.asyncDispose]() {
        await Promise.all([closeServer(server), decoys?.[Symbol.asyncDispose]()]);
      },
    };
  }
}

async function listenTcp(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await listening(server, `${host}:${port}`, "Choose another port with --port.");
  const bound = server.address();
  // A learner's mistake must never be reachable from another machine.
  if (bound === null || typeof bound === "string" || bound.address !== host) throw new Error("bound beyond loopback");
  return bound.port;
}

async function openUnixDoor(serve: (socket: Socket) => void): Promise<Door> {
  const folder: PrivateFolder = privateFolder();
  const path = join(folder.path, "s");
  const server = newServer(serve);
  server.listen(path);
  await listening(server, path, "Set TMPDIR to a folder with a short name.");
  return {
    address: { transport: "unix-stream", host: undefined, port: undefined, path },
    decoys: undefined,
    async [Symbol.asyncDispose]() {
      await closeServer(server);
      folder[Symbol.dispose]();
    },
  };
}

function newServer(serve: (socket: Socket) => void): Server {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, serve);
  server.maxConnections = mostConnections;
  return server;
}

async function listening(server: Server, where: string, hint: string): Promise<void> {
  try {
    await once(server, "listening");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? "address already in use" : String(error);
    throw new CardsError(`bind: ${where}: ${reason}`, hint, { cause: error });
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
