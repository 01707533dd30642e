import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { Faults, LiveTransport } from "../model.ts";
import { type Address, isDatagram, loopbackOf } from "./address.ts";
import type { View } from "./consumed.ts";
import { openDatagramDoor } from "./datagram-door.ts";
import { echoMail, type Mail, newEcho, type Post } from "./datagram-echo.ts";
import { type DatagramSession, playDatagrams } from "./datagram-script.ts";
import { type Knocked, nothingKnocked, openDecoys } from "./decoys.ts";
import { echoBack, echoFaultily } from "./echo-back.ts";
import { refusedConnects, socketsOf } from "./processes.ts";
import { newRecord, type PeerRecord } from "./script.ts";
import { openAbstractDoor, openClosedDoor, openPathDoor, openTcpDoor, type StreamDoor } from "./stream-door.ts";
import { playStream, type Script } from "./stream-script.ts";
import type { Transcript } from "./transcript.ts";

export interface Endpoint extends AsyncDisposable {
  readonly address: Address;
  readonly transcript: Transcript;
  /** One record a connection, in the order of their coming; all datagrams share one. Only with a script. */
  readonly records: readonly PeerRecord[];
  readonly decoys: Knocked;
  /** Connections that this machine was refused since the beginning; undefined where that cannot be seen. */
  refused(): number | undefined;
  /** Tells whose processes are at the other end, before they do anything: faults are gated by what these read. */
  observe(pid: number | undefined): void;
  /** Resolves when all that peers did before has been seen: to be asked when they can do no more. */
  settled(): Promise<void>;
}

export interface EndpointOptions {
  readonly transport: LiveTransport;
  /** 0 (the default) for a free one. */
  readonly port?: number;
  /** Without a script the endpoint echoes. */
  readonly script?: Script;
  /** Of an echo without a script. */
  readonly faults?: Faults;
}

/** Nearly every port has its decoys free (295 of 300). */
const mostTries = 16;

/** What the doors of one endpoint share. */
interface Hall {
  readonly options: EndpointOptions;
  readonly transcript: Transcript;
  readonly view: View;
  readonly sockets: Set<Socket>;
  /** Connections so far. */
  count: number;
  readonly records: PeerRecord[];
  readonly sessions: Promise<void>[];
  readonly knocked: Knocked;
}

/** Opens an endpoint on loopback, in a private folder or at an abstract name; disposed, it leaves nothing. */
export async function openEndpoint(options: EndpointOptions, transcript: Transcript): Promise<Endpoint> {
  let pid: number | undefined;
  let inherited: ReadonlySet<string> = new Set();
  const view = { transport: options.transport, pid: () => pid, inherited: () => inherited };
  const knocked = nothingKnocked();
  const hall: Hall = { options, transcript, view, sockets: new Set(), count: 0, records: [], sessions: [], knocked };
  const door = await openDoor(hall);
  const { transport } = options;
  const host = door.port === undefined ? undefined : loopbackOf(transport);
  const refusedBefore = refusedConnects();
  return {
    address: { transport, host, port: door.port, path: door.path },
    transcript,
    records: hall.records,
    decoys: knocked,
    refused: () => (refusedBefore === undefined ? undefined : (refusedConnects() ?? 0) - refusedBefore),
    observe(learner) {
      pid = learner;
      inherited = new Set(learner === undefined ? [] : socketsOf(learner).values());
    },
    settled: () => settle(hall),
    async [Symbol.asyncDispose]() {
      for (const socket of hall.sockets) socket.destroy();
      transcript.close();
      await door[Symbol.asyncDispose]();
    },
  };
}

/** The right door; with a script also the wrong ones beside it. */
async function openDoor(hall: Hall): Promise<StreamDoor> {
  const { transport, script, port: wanted = 0 } = hall.options;
  const onPadded = (): void => {
    const preview = "connect to the name with zero bytes behind it";
    hall.transcript.add({ connection: 0, direction: "in", kind: "decoy", preview });
    hall.knocked.name = true;
  };
  const onConnect = (socket: Socket): void => serve(hall, socket);
  if (transport === "unix-stream") return openPathDoor(onConnect);
  if (transport === "unix-abstract") return openAbstractDoor(onConnect, script && onPadded);
  for (let tries = 1; ; tries++) {
    const door = await openIpDoor(hall);
    if (script === undefined) return door;
    const decoys = await openDecoys(transport, door.port ?? 0, hall.knocked, hall.transcript);
    if (decoys === undefined && wanted === 0 && tries < mostTries) {
      await door[Symbol.asyncDispose]();
      continue;
    }
    return {
      ...door,
      async [Symbol.asyncDispose]() {
        await Promise.all([door[Symbol.asyncDispose](), decoys?.[Symbol.asyncDispose]()]);
      },
    };
  }
}

function openIpDoor(hall: Hall): Promise<StreamDoor> {
  const { transport, script, port = 0 } = hall.options;
  if (isDatagram(transport)) return openPostDoor(hall, transport, port);
  const host = loopbackOf(transport);
  if (script?.steps[0]?.kind === "refuse") return openClosedDoor(host);
  return openTcpDoor(host, port, (socket) => serve(hall, socket));
}

async function openPostDoor(hall: Hall, transport: "udp4" | "udp6", wanted: number): Promise<StreamDoor> {
  const { options, transcript } = hall;
  const echo = newEcho();
  let session: DatagramSession | undefined;
  let post: Post;
  const take = (mail: Mail): void => {
    if (options.script === undefined) return void echoMail(post, echo, mail, options.faults ?? {});
    session ??= openSession(hall, post, options.script);
    session.take(mail);
  };
  const door = await openDatagramDoor(transport, wanted, transcript, take);
  post = { socket: door.socket, transcript, sent: 0, delayed: 0 };
  return {
    port: door.port,
    path: undefined,
    async [Symbol.asyncDispose]() {
      session?.close();
      await door[Symbol.asyncDispose]();
    },
  };
}

/** There is a record from the first datagram on, as there is one from the moment of a connection. */
function openSession(hall: Hall, post: Post, script: Script): DatagramSession {
  const record = newRecord(1);
  hall.records.push(record);
  return playDatagrams(post, script, hall.view, record);
}

function serve(hall: Hall, socket: Socket): void {
  const { options, sockets, records, sessions, transcript, view } = hall;
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  const connection = (hall.count += 1);
  const record = newRecord(connection);
  if (options.script !== undefined) {
    records.push(record);
    sessions.push(playStream(socket, options.script, view, { record, transcript }));
  } else if (options.faults === undefined) echoBack(socket, connection, transcript);
  else void echoFaultily(socket, options.faults, view, { record, transcript });
}

/**
 * When the peers are dead, the kernel has already queued all they did: it takes a few turns of the event loop to
 * accept, read and note it. Only a peer that never came may still be on its way through the kernel.
 */
async function settle({ options, sockets, records, sessions }: Hall): Promise<void> {
  for (let turns = 0; turns < 4; turns++) await turn();
  for (let tries = 0; tries < 5 && records.length === 0; tries++) await pause(1);
  if (isDatagram(options.transport)) return settleDatagrams(records);
  const isOpen = (): boolean => sockets.size > 0 && records.some((record) => record.end === undefined);
  for (let tries = 0; tries < 500 && isOpen(); tries++) await (tries < 20 ? turn() : pause(1));
  await Promise.race([Promise.all(sessions), pause(500, undefined, { ref: false })]);
}

/** A few at a time are read in one turn: until a turn brings no more, and the answer is out or given up. */
async function settleDatagrams(records: readonly PeerRecord[]): Promise<void> {
  const count = (): number => records.reduce((sum, { datagrams }) => sum + datagrams.length, 0);
  for (let before = -1; before !== count(); await turn()) before = count();
  const isBusy = (): boolean => records.some(({ waitsFor }) => waitsFor === "reader");
  for (let tries = 0; tries < 500 && isBusy(); tries++) await pause(1);
}
