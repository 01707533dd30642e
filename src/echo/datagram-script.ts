import { setTimeout as pause } from "node:timers/promises";
import type { WireStep } from "../model.ts";
import { sendFromElsewhere } from "./datagram-door.ts";
import { droppedAt, isAsking, type Peer, unreadBy, untilConsumed, type View } from "./consumed.ts";
import { noteEarlyMail } from "./ahead.ts";
import { echoMail, type Mail, newEcho, type Post, sendMail } from "./datagram-echo.ts";
import { deliveries } from "./kernel-counts.ts";
import { canSee } from "./processes.ts";
import { bytesOf, mostBytes, type PeerRecord, receive, repeated, type Words } from "./script.ts";
import type { Script } from "./stream-script.ts";

/** A script while it is played with all who send datagrams to one socket. */
interface Line {
  readonly post: Post;
  readonly view: View;
  readonly record: PeerRecord;
  /** Has come, and no step has looked at it. */
  readonly inbox: Mail[];
  last: Mail | undefined;
  isClosed: boolean;
  /** The peer's end of a connection has come. */
  hasEnded: boolean;
  /** Of a connection: the sleep in which our last message found the peer; the next one waits for another. */
  sleep: string | undefined;
  wake: () => void;
}

export interface DatagramSession {
  /** To be told of each datagram. */
  take(mail: Mail): void;
  /** To be told of the peer's end, and of whatever else may have changed. */
  wake(hasEnded?: boolean): void;
  /** How far it came, for those who look: a datagram that has not come can't be waited for. */
  readonly done: Promise<void>;
  close(): void;
}

const mostDatagrams = 1000;

/**
 * Plays our side of the wire with whoever sends datagrams. There is neither a connection nor an end: a datagram that
 * repeats the one before it is taken for a second try, and each answer goes to where the last datagram came from. A
 * connection that keeps messages apart has an end, too; it begins with `start`, which tells whom to answer.
 */
export function playDatagrams(
  post: Post,
  script: Script,
  view: View,
  record: PeerRecord,
  start?: Mail,
): DatagramSession {
  const line: Line = {
    post,
    view,
    record,
    inbox: [],
    last: start,
    isClosed: false,
    hasEnded: false,
    sleep: undefined,
    wake: () => {},
  };
  return {
    take(mail) {
      if (record.datagrams.length >= mostDatagrams || record.received.length > mostBytes) return;
      record.datagrams.push(mail.bytes);
      record.senders.add(mail.connection);
      receive(record, mail.bytes);
      line.inbox.push(mail);
      line.wake();
    },
    wake(hasEnded = false) {
      line.hasEnded ||= hasEnded;
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
  if (line.post.end !== undefined && record.stopped === undefined) await untilTrue(line, "end", () => line.hasEnded);
  await endAfterAll(line.post);
  // Nothing more is done, and nothing more will come: who waits for us waits in vain.
  record.waitsFor = "end";
}

type Stop = PeerRecord["stopped"];

async function playStep(line: Line, step: WireStep, words: Words): Promise<Stop> {
  if (step.kind === "read") {
    const expected = repeated(bytesOf(step.value, words), step.repeat);
    return step.through === undefined ? readMail(line, expected) : readPassed(line, expected);
  }
  if (step.kind === "read-end") await untilTrue(line, "end", () => line.hasEnded);
  if (step.kind === "end") await endAfterAll(line.post);
  if (step.kind === "echo") return echoUntil(line, step);
  if (line.last === undefined) return undefined;
  if (step.kind === "intrude") return intrude(line, line.last, bytesOf(step.value, words));
  if (step.kind !== "write") return undefined;
  if (step.burst !== undefined) return sendBurst(line, line.last, step.burst, words, bytesOf(step.value, words));
  return writeMail(line, line.last, step, words);
}

async function writeMail(
  line: Line,
  to: Mail,
  step: WireStep & { readonly kind: "write" },
  words: Words,
): Promise<Stop> {
  line.record.waitsFor = "reader";
  const answer = await untilConsumed(peerOf(line, to), line.sleep);
  if (line.post.end !== undefined) line.sleep = answer.mark ?? "unseen";
  line.record.asked ||= answer.kind === "asked";
  line.record.guessed ||= answer.kind === "unseen" && line.view.pid() !== undefined;
  if (answer.kind === "gone") return "gone";
  const bytes = repeated(bytesOf(step.value, words), step.repeat);
  line.record.sent.push(bytes.length);
  const { delay } = step;
  if (delay !== undefined) await pause(delay, undefined, { ref: false });
  sendMail(line.post, { ...to, bytes }, {}, delay === undefined ? undefined : `delay ${delay} ms`);
  return undefined;
}

/** Our half-close comes behind the answers of an echo that were put off. */
export async function endAfterAll(post: Post): Promise<void> {
  while (post.end !== undefined && post.delayed > 0) await pause(1, undefined, { ref: false });
  post.end?.();
}

/** As soon as the peer reads, so that it is not judged by what lay in its queue before. */
async function intrude(line: Line, to: Mail, bytes: Buffer): Promise<Stop> {
  line.record.waitsFor = "reader";
  const answer = await untilConsumed(peerOf(line, to));
  line.record.asked ||= answer.kind === "asked";
  if (answer.kind === "gone") return "gone";
  line.post.transcript.add(
    { connection: to.connection, direction: "out", kind: "data", fault: "from another port" },
    bytes,
  );
  await sendFromElsewhere(line.view.transport, bytes, to.from);
  return undefined;
}

/** All at once, for no reader: what finds no room is lost, and the peer's kernel counts it. */
async function sendBurst(line: Line, to: Mail, count: number, words: Words, bytes: Buffer): Promise<Stop> {
  const peer = peerOf(line, to);
  const [before, delivered] = [droppedAt(peer) ?? 0, deliveries(line.view.transport)];
  const target = line.post.sent + count;
  line.record.waitsFor = "reader";
  for (let sent = 0; sent < count; sent++) sendMail(line.post, { ...to, bytes }, {}, `burst ${sent + 1}`);
  while (line.post.sent < target && !line.isClosed) await pause(1, undefined, { ref: false });
  const dropped = droppedAt(peer);
  if (dropped === undefined) return "gone";
  const lost = dropped - before;
  line.record.burst = { lost, delivered };
  words.arrived = Buffer.from(String(count - lost));
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

/** A message whose bytes say nothing: the value comes through the descriptor beside it. */
async function readPassed(line: Line, expected: Buffer): Promise<Stop> {
  const mail = await nextMail(line);
  if (mail === undefined) return "short";
  const { passed } = mail;
  if (passed === undefined) {
    line.record.flaw = "no-descriptor";
    return "wrong";
  }
  await untilTrue(line, "bytes", () => passed.hasEnded || passed.bytes.length >= expected.length);
  if (passed.bytes.equals(expected)) return undefined;
  line.record.flaw = "wrong-descriptor";
  return passed.bytes.length < expected.length ? "short" : "wrong";
}

async function untilTrue(line: Line, what: "bytes" | "end", isTrue: () => boolean): Promise<void> {
  while (!isTrue() && !line.isClosed) {
    line.record.waitsFor = what;
    await new Promise<void>((resolve) => (line.wake = resolve));
  }
  line.record.waitsFor = undefined;
}

/** Until so many different datagrams were answered, however often they had to come. */
async function echoUntil(line: Line, step: WireStep & { readonly kind: "echo" }): Promise<Stop> {
  const echo = newEcho();
  while (line.record.answered.size < step.count) {
    const mail = await nextMail(line);
    if (mail === undefined) return "short";
    if (echo.count === 0) void lookForReader(line, mail);
    noteEarlyMail(line.record, mail.bytes, echo, step.dup);
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
  return {
    ...line.view,
    ourPort: line.post.port,
    theirPort: mail.from.port,
    isClosed: () => line.isClosed,
    hasEnded: () => line.hasEnded,
  };
}

async function nextMail(line: Line): Promise<Mail | undefined> {
  await untilTrue(line, "bytes", () => line.inbox.length > 0 || line.hasEnded);
  const mail = line.inbox.shift();
  line.last = mail ?? line.last;
  return mail;
}
