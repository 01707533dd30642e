import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from "node:fs";

/** What the kernel tells of other processes in /proc (`man 5 proc`). Where there is none (macOS), nothing is seen. */

/** A process and all that descend from it. */
export function processTree(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    for (const thread of list(`/proc/${pid}/task`)) {
      for (const child of words(read(`/proc/${pid}/task/${thread}/children`))) found.push(Number(child));
    }
  }
  return found;
}

/** File descriptor → inode of the socket behind it. */
export function socketsOf(pid: number): Map<number, string> {
  const sockets = new Map<number, string>();
  for (const fd of list(`/proc/${pid}/fd`)) {
    const inode = /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1];
    if (inode !== undefined) sockets.set(Number(fd), inode);
  }
  return sockets;
}

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

export interface Threads {
  readonly sleepers: readonly Sleep[];
  /** Threads that are not asleep in a call. */
  readonly running: number;
}

/** True where the kernel tells what others sleep in. */
export const canSee = read("/proc/self/syscall") !== "";

/** What all threads of these processes do just now. */
export function threadsOf(pids: readonly number[]): Threads {
  const sleepers: Sleep[] = [];
  let running = 0;
  for (const pid of pids) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const [number = "", ...values] = words(read(`/proc/${pid}/task/${thread}/syscall`));
      if (/^\d+$/.test(number)) sleepers.push(sleepIn(pid, thread, callNames.get(number) ?? `call ${number}`, values));
      else if (number !== "") running++;
    }
  }
  return { sleepers, running };
}

/** Names one sleep of a thread: the kernel counts how often the thread went to sleep. */
export function markOf(sleep: Sleep): string {
  const status = read(`/proc/${sleep.pid}/task/${sleep.thread}/status`);
  return `${sleep.thread}:${numberOf("voluntary_ctxt_switches", status, 10)}`;
}

/** How often all threads of these processes went to sleep so far. */
export function sleepsOf(pids: readonly number[]): number {
  const counts = pids.flatMap((pid) =>
    list(`/proc/${pid}/task`).map((thread) =>
      numberOf("voluntary_ctxt_switches", read(`/proc/${pid}/task/${thread}/status`), 10),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Whether a signal does something to a process: it neither ignores nor blocks it (`man 5 proc`, status: masks in hexadecimal). */
export function heedsSignal(pid: number, number: number): boolean {
  const masks = read(`/proc/${pid}/status`).matchAll(/^Sig(?:Ign|Blk):\s+([0-9a-f]+)$/gm);
  return Array.from(masks).every(([, mask = "0"]) => ((BigInt(`0x${mask}`) >> BigInt(number - 1)) & 1n) === 0n);
}

/** Whether a descriptor was opened with, or set to, O_NONBLOCK (`man 5 proc`, fdinfo: flags in octal). */
export function isNonBlocking(pid: number, fd: number): boolean {
  return (numberOf("flags", read(`/proc/${pid}/fdinfo/${fd}`), 8) & 0o4000) !== 0;
}

/** Of a line `name:  number` of /proc that is not the first; 0 where there is none. */
function numberOf(name: string, text: string, radix: number): number {
  const [, rest = "0"] = text.split(`\n${name}:`, 2);
  return parseInt(rest, radix);
}

const takesDescriptor = /^(read|recv|connect|accept|write|send)/;

function sleepIn(pid: number, thread: string, call: string, values: readonly string[]): Sleep {
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
  const lines = read(`/proc/${pid}/fdinfo/${epoll}`)
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

/** Seconds of processor time that these processes have used so far. */
export function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    // The name in brackets may hold spaces; utime and stime are the 12th and 13th word after it.
    const fields = words(read(`/proc/${pid}/stat`).split(") ").at(-1) ?? "");
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / 100;
}

/**
 * Processes whose environment, as they were started, holds `mark`. Only those with a number from `first` on are looked
 * at, since a program's children come after it: the numbers wrap around too rarely to read every environment each time.
 */
export function processesMarked(mark: string, first: number): number[] {
  const pids = list("/proc")
    .map(Number)
    .filter((pid) => pid >= first);
  return pids.filter((pid) => pid !== process.pid && read(`/proc/${pid}/environ`).includes(mark));
}

/** How many threads there are on this machine; 0 where that is not told (`man 5 proc`, /proc/loadavg). */
export function threadsHere(): number {
  return Number(/\/(\d+) /.exec(read("/proc/loadavg"))?.[1] ?? 0);
}

/** How many threads a user has; 0 where that is not told. */
export function threadsOfUser(user: number): number {
  const pids = list("/proc").filter((name) => /^\d+$/.test(name));
  const counts = pids.map((pid) => {
    // Each thread is a folder in this one, and a folder has two links of its own.
    const task = statSync(`/proc/${pid}/task`, { throwIfNoEntry: false });
    return task?.uid === user ? task.nlink - 2 : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** A process may end while it is looked at: then there is nothing to see. */
function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
