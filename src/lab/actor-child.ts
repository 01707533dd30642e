import { readSync, writeSync } from "node:fs";
import { constantsOfC as c } from "../libc/constants.ts";
import { type Libc, openLibc } from "../libc/libc.ts";
import { unpackOption } from "./options.ts";
import { perform, type Self } from "./perform.ts";
import type { Reply, Timed } from "./reply.ts";
import type { Request } from "./resolve.ts";

/**
 * An actor: a process of its own that makes the calls it is told, one line of JSON each, and blocks where they block.
 * There is no event loop in it; stdin brings the requests, stdout takes the replies, and their end is its end.
 */

/** The session opens so many descriptors for it and it closes them, so that its first socket is 3, as in any program. */
const lowest = 3;
const [highest = lowest] = process.argv.slice(2).map(Number);

function main(libc: Libc): void {
  // A blocked actor does not notice that its session is gone; the kernel does (`man 2 prctl`, PR_SET_PDEATHSIG).
  libc.prctl(1, 9);
  for (let fd = lowest; fd <= highest; fd++) libc.close(fd);
  say({ kind: "returned", value: 0, rows: [] });
  const self: Self = { libc, owned: new Set() };
  for (const line of requests()) {
    const request = JSON.parse(line) as Request;
    const ms = patience(libc, request);
    if (ms !== undefined) say({ kind: "timed", ms });
    say(perform(self, request));
  }
}

function* requests(): Iterable<string> {
  const room = Buffer.alloc(65_536);
  let text = "";
  for (;;) {
    const length = readSync(0, room, 0, room.length, null);
    if (length === 0) return;
    const lines = (text + room.toString("latin1", 0, length)).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) yield Buffer.from(line, "latin1").toString();
  }
}

function say(reply: Reply | Timed): void {
  const line = Buffer.from(`${JSON.stringify(reply)}\n`);
  for (let at = 0; at < line.length;) at += writeSync(1, line, at);
}

const readers: ReadonlySet<string> = new Set(["read", "recv", "recvfrom", "recvmsg", "accept"]);
const writers: ReadonlySet<string> = new Set(["write", "send", "sendto", "sendmsg", "connect"]);

/** ms after which a call comes back by itself; undefined when it would wait for ever. */
function patience(libc: Libc, { call, values }: Request): number | undefined {
  const [fd, , timeout] = values;
  if (call === "poll") return typeof timeout === "number" && timeout >= 0 ? timeout : undefined;
  const option = readers.has(call) ? c.SO_RCVTIMEO : writers.has(call) ? c.SO_SNDTIMEO : undefined;
  if (option === undefined || typeof fd !== "number") return undefined;
  const { value, bytes } = libc.getsockopt(fd, c.SOL_SOCKET, option, 16);
  const ms = value === 0 ? unpackOption("milliseconds", bytes) : 0;
  return ms > 0 ? ms : undefined;
}

const libc = openLibc();
if (typeof libc === "string") process.exitCode = 4;
else main(libc);
