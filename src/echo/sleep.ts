import { closeSync, openSync, readSync } from "node:fs";
import { procText } from "./proc-text.ts";

/** A thread asleep in a system call. */
export interface Sleep {
  readonly pid: number;
  readonly thread: string;
  readonly call: string;
  /** Descriptors that it waits to read from. */
  readonly reads: readonly number[];
  /** The descriptor of a call that has one, a read or not. */
  readonly fd: number | undefined;
  /** It will wake by itself. */
  readonly timed: boolean;
}

const names = {
  x64: "0 read,19 readv,45 recvfrom,47 recvmsg,299 recvmmsg,7 poll,271 ppoll,23 select,270 pselect6,232 epoll_wait,281 epoll_pwait,441 epoll_pwait2,42 connect,43 accept,288 accept4,1 write,44 sendto,46 sendmsg,35 nanosleep,230 clock_nanosleep,61 wait4,34 pause,202 futex",
  arm64:
    "63 read,65 readv,207 recvfrom,212 recvmsg,243 recvmmsg,73 ppoll,72 pselect6,22 epoll_pwait,441 epoll_pwait2,203 connect,202 accept,242 accept4,64 write,206 sendto,211 sendmsg,101 nanosleep,115 clock_nanosleep,260 wait4,98 futex",
};
const callNames = new Map(
  (process.arch === "arm64" ? names.arm64 : names.x64).split(",").map((entry) => entry.split(" ") as [string, string]),
);

const takesDescriptor = /^(read|recv|connect|accept|write|send)/;

/** What a thread sleeps in: the number of the call, and what it was given (`man 5 proc`, /proc/pid/syscall). */
export function sleepIn(pid: number, thread: string, number: string, values: readonly string[]): Sleep {
  const call = callNames.get(number) ?? `call ${number}`;
  const value = (index: number): number => Number(values[index] ?? 0);
  const sleep = { pid, thread, call, fd: takesDescriptor.test(call) ? value(0) : undefined, timed: false };
  if (/^(read|recv)/.test(call)) return { ...sleep, reads: [value(0)] };
  if (call.endsWith("nanosleep")) return { ...sleep, reads: [], timed: true };
  if (call === "poll" || call === "ppoll") {
    const forever = call === "poll" ? (value(2) & 0xffffffff) === -1 : value(2) === 0;
    return { ...sleep, reads: polled(pid, value(0), value(1)), timed: !forever };
  }
  if (call === "select" || call === "pselect6") {
    return { ...sleep, reads: selected(pid, value(1), value(0)), timed: value(4) !== 0 };
  }
  if (call.startsWith("epoll")) {
    const forever = call === "epoll_pwait2" ? value(3) === 0 : (value(3) & 0xffffffff) === -1;
    return { ...sleep, reads: awaited(pid, value(0)), timed: !forever };
  }
  if (call === "futex") return { ...sleep, reads: [], timed: endsSoon(pid, value(1), value(3)) };
  return { ...sleep, reads: [] };
}

const [futexWait, futexWaitBitset, futexOnRealtime] = [0, 9, 256];
/** As long as a run may last: run times have threads that sleep for a minute, again and again, which is for ever here. */
const soonMs = 10_000;

/** A wait for a lock or a condition with a time-out (`man 2 futex`): one kind is told how long, the other until when. */
function endsSoon(pid: number, operation: number, timeout: number): boolean {
  const bytes = timeout === 0 ? Buffer.alloc(0) : memory(pid, timeout, 16);
  if (bytes.length < 16) return false;
  const ms = Number(bytes.readBigInt64LE(0)) * 1000 + Number(bytes.readBigInt64LE(8)) / 1e6;
  const command = operation & 0x7f;
  if (command === futexWait) return ms <= soonMs;
  const now = (operation & futexOnRealtime) === 0 ? Number(process.hrtime.bigint()) / 1e6 : Date.now();
  return command === futexWaitBitset && ms - now <= soonMs;
}

/** `struct pollfd { int fd; short events; short revents; }` */
function polled(pid: number, address: number, count: number): number[] {
  const bytes = memory(pid, address, Math.min(count, 1024) * 8);
  const reads: number[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 8)
    if (bytes.readInt16LE(at + 4) & 0x41) reads.push(bytes.readInt32LE(at));
  return reads;
}

/** `fd_set`: one bit a descriptor. */
function selected(pid: number, address: number, count: number): number[] {
  const bytes = address === 0 ? Buffer.alloc(0) : memory(pid, address, Math.min(Math.ceil(count / 8), 128));
  return Array.from({ length: bytes.length * 8 }, (_, fd) => fd).filter(
    (fd) => ((bytes[fd >> 3] ?? 0) >> (fd & 7)) & 1,
  );
}

/** Lines `tfd: 21 events: 19 …`, the events in hexadecimal. */
function awaited(pid: number, epoll: number): number[] {
  const lines = procText(`/proc/${pid}/fdinfo/${epoll}`)
    .split("\n")
    .filter((line) => line.startsWith("tfd:"));
  return lines.flatMap((line) => {
    const [, fd, , events = "0"] = line.split(/\s+/);
    return parseInt(events, 16) & 1 ? Number(fd) : [];
  });
}

function memory(pid: number, address: number, length: number): Buffer {
  try {
    const file = openSync(`/proc/${pid}/mem`, "r");
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, address));
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
