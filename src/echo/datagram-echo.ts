import type { Faults } from "../model.ts";
import type { Transcript, WireEvent } from "./transcript.ts";

/** Where a datagram came from: a port, or the path of a Unix socket ("" where it has none). */
export interface Sender {
  readonly address: string;
  /** 0 for Unix sockets. */
  readonly port: number;
}

/** One datagram, and whom to answer. */
export interface Mail {
  readonly bytes: Buffer;
  readonly from: Sender;
  /** Counts the senders, from 1. */
  readonly connection: number;
  /** The descriptor that came beside it. */
  readonly passed?: Passed;
}

/** What can be read through a descriptor that a peer passed to us. */
export interface Passed {
  bytes: Buffer;
  hasEnded: boolean;
}

/** Our end of all exchanges over one socket. */
export interface Post {
  /** 0 for Unix sockets. */
  readonly port: number;
  /** Bytes that one datagram has room for. */
  readonly most: number;
  /** Sends to where the mail came from; `done` when the kernel has taken it. */
  deliver(mail: Mail, done: () => void): void;
  /** Our half-close, where there is a connection. */
  readonly end?: () => void;
  readonly transcript: Transcript;
  /** Answers that the kernel has taken. */
  sent: number;
  /** Answers that wait for their time. */
  delayed: number;
}

/** Sends back each datagram with the faults that are told for its number. */
export interface Echo {
  /** Datagrams that have come. */
  count: number;
  /** The different messages among them. */
  readonly asked: Set<string>;
  /** Bytes that went back. */
  bytes: number;
  /** Waits for the one it is swapped with. */
  kept: Mail | undefined;
  /** Wait for more of them, to go out as one. */
  batch: Mail[];
}

export function newEcho(): Echo {
  return { count: 0, asked: new Set(), bytes: 0, kept: undefined, batch: [] };
}

/** Gives the datagrams that have been answered now. */
export function echoMail(post: Post, echo: Echo, mail: Mail, faults: Faults): readonly Mail[] {
  const number = ++echo.count;
  const [early, late] = faults.swap ?? [];
  if (faults.drop?.includes(number) === true) {
    note(post, mail, "lost", `drop ${number}`);
    return [];
  }
  if (number === early) {
    echo.kept = mail;
    return [];
  }
  const copies = faults.dup?.includes(number) === true ? [mail, mail] : [mail];
  const swapped = number === late && echo.kept !== undefined ? [echo.kept] : [];
  const fault = copies.length > 1 ? `dup ${number}` : swapped.length > 0 ? `swap ${early} ${late}` : undefined;
  return [...copies, ...swapped].flatMap((each) => answerWith(post, echo, each, faults, fault));
}

function answerWith(post: Post, echo: Echo, mail: Mail, faults: Faults, fault: string | undefined): readonly Mail[] {
  echo.batch.push(mail);
  const { coalesce = 1 } = faults;
  if (echo.batch.length < coalesce) return [];
  const done = echo.batch.splice(0);
  const bytes = done.length === 1 ? mail.bytes : Buffer.concat(done.map((each) => each.bytes));
  echo.bytes += bytes.length;
  if (faults.hold !== undefined && echo.bytes > faults.hold) {
    note(post, mail, "lost", `hold ${faults.hold}`);
    return [];
  }
  sendMail(post, { ...mail, bytes }, faults, coalesce > 1 ? `coalesce ${coalesce}` : fault);
  return done;
}

/** Sends one datagram to where another came from. */
export function sendMail(post: Post, mail: Mail, faults: Faults, fault?: string): void {
  const { delay } = faults;
  const go = (): void => {
    if (mail.from.address === "") return note(post, mail, "lost", "it has no address to answer to");
    if (mail.bytes.length > post.most) return note(post, mail, "lost", "too large for a datagram");
    note(post, mail, "data", fault ?? (delay === undefined ? undefined : `delay ${delay} ms`));
    // Whoever has closed its socket in the meantime is no trouble of ours.
    post.deliver(mail, () => post.sent++);
  };
  if (delay === undefined) return go();
  if (post.delayed >= mostDelayed) return note(post, mail, "lost", "too many wait already");
  post.delayed++;
  setTimeout(() => {
    post.delayed--;
    go();
  }, delay).unref();
}

/** A flood must not fill our memory. */
const mostDelayed = 1000;

function note(post: Post, mail: Mail, kind: WireEvent["kind"], fault: string | undefined): void {
  post.transcript.add({ connection: mail.connection, direction: "out", kind, fault }, mail.bytes);
}
