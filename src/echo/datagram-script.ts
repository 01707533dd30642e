import { setTimeout as pause } from "node:timers/promises";
import type { WireStep } from "../model.ts";
import { isAsking, type Peer, unreadBy, untilConsumed, type View } from "./consumed.ts";
import { echoMail, type Mail, newEcho, type Post, sendMail } from "./datagram-echo.ts";
import { canSee } from "./processes.ts";
import { bytesOf, mostBytes, type PeerRecord, type Words } from "./script.ts";
import { repeated, type Script } from "./stream-script.ts";

/** A script while it is played with all who send datagrams to one socket. */
interface Line {
  readonly post: Post;
  readonly view: View;
  readonly record: PeerRecord;
  /** Has come, and no step has looked at it. */
  readonly inbox: Mail[];
  last: Mail | undefined;
  isClosed: boolean;
  wake: () => void;
}

export interface DatagramSession {
  /** To be told of each datagram. */
  take(mail: Mail): void;
  /** How far it came, for those who look: a datagram that has not come can't be waited for. */
  readonly done: Promise<void>;
  close(): void;
}

const mostDatagrams = 1000;

/**
 * Plays our side of the wire with whoever sends datagrams. There is neither a connection nor an end: a datagram that
 * repeats the one before it is taken for a second try, and each answer goes to where the last datagram came from.
 */
export function playDatagrams(post: Post, script: Script, view: View, record: PeerRecord): DatagramSession {
  const line: Line = { post, view, record, inbox: [], last: undefined, isClosed: false, wake: () => {} };
  return {
    take(mail) {
      if (record.datagrams.length >= mostDatagrams || record.received.length > mostBytes) return;
      record.datagrams.push(mail.bytes);
      record.received = Buffer.concat([record.received, mail.bytes]);
      line.inbox.push(mail);
      line.wake();
    },
    done: play(line, script),
    close() {
      line.isClosed = true;
      line.wake();
    },
  };
}

async function play(line: Line, { steps, words }: Script): Promise<void> {
  const { record } = line;
  for (const step of steps) {
    record.stopped = await playStep(line, step, words);
    if (record.stopped !== undefined) break;
    record.steps++;
  }
  // Nothing more is done, and nothing more will come: who waits for us waits in vain.
  record.waitsFor = "end";
}

type Stop = PeerRecord["stopped"];

async function playStep(line: Line, step: WireStep, words: Words): Promise<Stop> {
  if (step.kind === "read") return readMail(line, bytesOf(step.value, words));
  if (step.kind === "echo") return echoUntil(line, step);
  if (step.kind !== "write" || line.last === undefined) return undefined;
  line.record.waitsFor = "reader";
  const answer = await untilConsumed(peerOf(line, line.last));
  line.record.asked ||= answer.kind === "asked";
  line.record.guessed ||= answer.kind === "unseen" && line.view.pid() !== undefined;
  if (answer.kind === "gone") return "gone";
  const bytes = repeated(bytesOf(step.value, words), step.repeat);
  line.record.sent.push(bytes.length);
  sendMail(line.post, { ...line.last, bytes }, step);
  return undefined;
}

async function readMail(line: Line, expected: Buffer): Promise<Stop> {
  for (;;) {
    const before = line.last;
    const mail = await nextMail(line);
    if (mail === undefined) return "short";
    if (mail.bytes.equals(expected)) return undefined;
    const isAgain = before !== undefined && mail.bytes.equals(before.bytes);
    if (!isAgain) return mail.bytes.equals(expected.subarray(0, mail.bytes.length)) ? "short" : "wrong";
  }
}

/** Until so many different datagrams were answered, however often they had to come. */
async function echoUntil(line: Line, step: WireStep & { readonly kind: "echo" }): Promise<Stop> {
  const echo = newEcho();
  while (line.record.answered.size < step.count) {
    const mail = await nextMail(line);
    if (mail === undefined) return "short";
    if (echo.count === 0) void lookForReader(line, mail);
    for (const answered of echoMail(line.post, echo, mail, step))
      line.record.answered.add(answered.bytes.toString("latin1"));
  }
  return undefined;
}

/**
 * An echo can't wait for its readers, because time-outs run; but that somebody reads can be seen meanwhile: by a sleep
 * in a read, or by a queue that has become shorter.
 */
async function lookForReader(line: Line, mail: Mail): Promise<void> {
  line.record.guessed ||= !canSee;
  let longest = 1;
  while (!line.record.asked && !line.isClosed) {
    const peer = peerOf(line, line.last ?? mail);
    const unread = line.post.sent > 0 ? (unreadBy(peer) ?? longest) : longest;
    line.record.asked = unread < longest || isAsking(peer);
    longest = Math.max(longest, unread);
    await pause(2, undefined, { ref: false });
  }
}

function peerOf(line: Line, mail: Mail): Peer {
  const { port } = line.post.socket.address();
  return {
    ...line.view,
    ourPort: port,
    theirPort: mail.from.port,
    isClosed: () => line.isClosed,
    hasEnded: () => false,
  };
}

async function nextMail(line: Line): Promise<Mail | undefined> {
  while (line.inbox.length === 0 && !line.isClosed) {
    line.record.waitsFor = "bytes";
    await new Promise<void>((resolve) => (line.wake = resolve));
  }
  line.record.waitsFor = undefined;
  const mail = line.inbox.shift();
  line.last = mail ?? line.last;
  return mail;
}
