import type { Socket } from "node:net";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { Faults, Transport } from "../model.ts";
import { type Address, isDatagram, isMessage, isUdp, loopbackOf } from "./address.ts";
import type { View } from "./consumed.ts";
import { letGo, openClosedPost, openDatagramDoor } from "./datagram-door.ts";
import { echoMail, type Mail, newEcho, type Post } from "./datagram-echo.ts";
import { type DatagramSession, playDatagrams } from "./datagram-script.ts";
import { type Knocked, nothingKnocked, openDecoys } from "./decoys.ts";
import { echoBack, echoFaultily } from "./echo-back.ts";
import { deliveries, refusals } from "./kernel-counts.ts";
import { socketsOf } from "./processes.ts";
import { type Knock, openFullDoor } from "./full-door.ts";
import { openMessageEndpoint } from "./message-endpoint.ts";
import { newRecord, type PeerRecord } from "./script.ts";
import { type Guest, makeRoom } from "./room.ts";
import { openAbstractDoor, openClosedDoor, openPathDoor, openTcpDoor, type StreamDoor } from "./stream-door.ts";
import { hasSecondDoor, openStory, type Story } from "./story.ts";
import { playStream, type Script } from "./stream-script.ts";
import type { Transcript } from "./transcript.ts";

export interface Endpoint extends AsyncDisposable {
  readonly address: Address;
  /** Of a second server, where the script has one. */
  readonly second?: Address;
  /** What was seen of one who had to wait at a full backlog. */
  readonly knock?: Knock;
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
  readonly transport: Transport;
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
  readonly guests: Set<Guest>;
  /** Peers that leave answers unread. */
  readonly deaf: Set<Socket>;
  /** Connections so far. */
  count: number;
  readonly records: PeerRecord[];
  readonly sessions: Promise<void>[];
  readonly knocked: Knocked;
  readonly story: Story;
  readonly knock: Knock;
}

/** Opens an endpoint on loopback, in a private folder or at an abstract name; disposed, it leaves nothing. */
export async function openEndpoint(options: EndpointOptions, transcript: Transcript): Promise<Endpoint> {
  if (isMessage(options.transport)) return openMessageEndpoint(options.transport, options, transcript);
  let pid: number | undefined;
  let inherited: ReadonlySet<string> = new Set();
  const isPatient = options.script?.demand?.includes("asleep") === true;
  const steps = options.script?.steps ?? [];
  const manners = { isPatient, isWriter: steps.some(({ kind }) => kind === "no-read") };
  const view = { transport: options.transport, pid: () => pid, inherited: () => inherited, ...manners };
  const knocked = nothingKnocked();
  const knock = { seen: false, repetitions: 0, blocking: false, restless: false };
  const empty = { guests: new Set<Guest>(), deaf: new Set<Socket>(), count: 0, records: [], sessions: [] };
  const hall: Hall = { options, transcript, view, ...empty, knocked, story: openStory(steps), knock };
  const door = await openDoor(hall, 1);
  const second = hasSecondDoor(steps) ? await openDoor(hall, 2) : undefined;
  const { transport } = options;
  const addressOf = ({ port, path }: StreamDoor): Address => {
    return { transport, host: port === undefined ? undefined : loopbackOf(transport), port, path };
  };
  const refusedBefore = refusals(transport);
  return {
    address: addressOf(door),
    ...(second && { second: addressOf(second) }),
    knock,
    transcript,
    records: hall.records,
    decoys: knocked,
    refused: () => (refusedBefore === undefined ? undefined : (refusals(transport) ?? 0) - refusedBefore),
    observe(learner) {
      pid = learner;
      inherited = new Set(learner === undefined ? [] : socketsOf(learner).values());
    },
    settled: () => settle(hall),
    async [Symbol.asyncDispose]() {
      for (const { socket } of hall.guests) socket.destroy();
      transcript.close();
      await Promise.all([door[Symbol.asyncDispose](), second?.[Symbol.asyncDispose]()]);
    },
  };
}

/** The right door; with a script also the wrong ones beside it. */
async function openDoor(hall: Hall, number: 1 | 2): Promise<StreamDoor> {
  const { transport, script, port: wanted = 0 } = hall.options;
  const onPadded = (): void => {
    const preview = "connect to the name with zero bytes behind it";
    hall.transcript.add({ connection: 0, direction: "in", kind: "decoy", preview });
    hall.knocked.name = true;
  };
  const onConnect = (socket: Socket): void => serve(hall, socket, number);
  if (transport === "unix-stream") return openPathDoor(onConnect, mostOf(script));
  if (transport === "unix-abstract") return openAbstractDoor(onConnect, script && onPadded, mostOf(script));
  for (let tries = 1; ; tries++) {
    const door = await openIpDoor(hall, onConnect);
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

/** Connections at a time; an echo makes room for everybody. */
function mostOf(script: Script | undefined): number {
  return script === undefined ? Infinity : 64;
}

function openIpDoor(hall: Hall, onConnect: (socket: Socket) => void): Promise<StreamDoor> {
  const { transport, script, port = 0 } = hall.options;
  const isRefusing = script?.steps[0]?.kind === "refuse";
  if (isUdp(transport)) return isRefusing ? openClosedPost(transport) : openPostDoor(hall, transport, port);
  const host = loopbackOf(transport);
  if (isRefusing) return openClosedDoor(host);
  if (script?.steps[0]?.kind === "no-accept") {
    const opens = script.steps.length > 1;
    return openFullDoor({ ...hall, host, serve: opens ? onConnect : undefined });
  }
  return openTcpDoor(host, port, onConnect, mostOf(script));
}

/** 65,535 less the header of UDP (`man 7 udp`), and of IPv4 (`man 7 ip`); IPv6 does not count its own. */
const mostDatagramBytes = { udp4: 65_507, udp6: 65_527 } as const;

async function openPostDoor(hall: Hall, transport: "udp4" | "udp6", wanted: number): Promise<StreamDoor> {
  const { options, transcript } = hall;
  const echo = newEcho();
  const isPlain = options.script === undefined && options.faults === undefined;
  let session: DatagramSession | undefined;
  let post: Post;
  const take = (mail: Mail): void => {
    if (options.script === undefined) return void echoMail(post, echo, mail, options.faults ?? {});
    session ??= openSession(hall, post, options.script);
    session.take(mail);
  };
  const door = await openDatagramDoor(transport, wanted, transcript, take);
  const { socket, port } = door;
  let isClosed = false;
  post = {
    port,
    most: mostDatagramBytes[transport],
    transcript,
    deliver({ bytes, from }, done) {
      // An answer that was put off may come to its time when all is over.
      if (isClosed) return;
      socket.send(bytes, from.port, from.address, () => {
        done();
        if (isPlain) letGo(bytes);
      });
    },
    sent: 0,
    delayed: 0,
  };
  return {
    port: door.port,
    path: undefined,
    async [Symbol.asyncDispose]() {
      isClosed = true;
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

function serve(hall: Hall, socket: Socket, door: 1 | 2): void {
  const { options, guests, records, sessions, transcript, view, story } = hall;
  const connection = (hall.count += 1);
  const gone = options.script === undefined ? makeRoom(guests) : undefined;
  if (gone !== undefined)
    transcript.add({ connection: gone.connection, direction: "out", kind: "fin", preview: "silent for the longest" });
  const guest = { socket, connection, heard: 0 };
  guests.add(guest);
  socket.on("close", () => guests.delete(guest));
  const record = newRecord(connection, story.claim(door));
  if (options.script !== undefined) {
    records.push(record);
    sessions.push(playStream(socket, options.script, view, { record, transcript, story }));
  } else if (options.faults === undefined) echoBack(socket, connection, transcript, hall.deaf);
  else void echoFaultily(socket, options.faults, view, { record, transcript });
}

/**
 * When the peers are dead, the kernel has already queued all they did: it takes a few turns of the event loop to
 * accept, read and note it. Only a peer that never came may still be on its way through the kernel.
 */
async function settle({ options, guests, records, sessions }: Hall): Promise<void> {
  for (let turns = 0; turns < 4; turns++) await turn();
  for (let tries = 0; tries < 5 && records.length === 0; tries++) await pause(1);
  if (isDatagram(options.transport)) return settleDatagrams(records, options.transport);
  const isOpen = (): boolean => guests.size > 0 && records.some((record) => record.end === undefined);
  for (let tries = 0; tries < 500 && isOpen(); tries++) await (tries < 20 ? turn() : pause(1));
  await Promise.race([Promise.all(sessions), pause(500, undefined, { ref: false })]);
}

/** A few at a time are read in one turn: until a turn brings no more, and the answer is out or given up. */
async function settleDatagrams(records: readonly PeerRecord[], transport: Transport): Promise<void> {
  // Of a burst, that some was read shows in this count; another program that reads meanwhile would count for it.
  for (const record of records)
    record.asked ||= record.burst !== undefined && deliveries(transport) > record.burst.delivered;
  const count = (): number => records.reduce((sum, { datagrams }) => sum + datagrams.length, 0);
  for (let before = -1; before !== count(); await turn()) before = count();
  const isBusy = (): boolean => records.some(({ waitsFor }) => waitsFor === "reader");
  for (let tries = 0; tries < 500 && isBusy(); tries++) await pause(1);
}
