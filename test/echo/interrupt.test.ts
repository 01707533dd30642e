import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { findTool } from "../../src/drills/toolchain.ts";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { missingSight } from "../../src/echo/interrupt.ts";
import { heedsSignal } from "../../src/echo/processes.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { WireStep } from "../../src/model.ts";

/** What the kernel makes of the calls of a peer that is sent signals in its sleep. */

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const times = 200_000;
const wire: readonly WireStep[] = [
  { kind: "interrupt", times: 3 },
  { kind: "read", value: ["token"], repeat: times },
  { kind: "interrupt", times: 2 },
  { kind: "write", value: ["stamp"] },
  { kind: "end" },
];

/** The calls of C, since Python's own call again after EINTR (PEP 475). */
const head = `
import ctypes, errno, signal, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
message = b"abcdefghijkl" * ${times}
room = ctypes.create_string_buffer(64)

def told(value):
    return "EINTR" if value < 0 and ctypes.get_errno() == errno.EINTR else "part" if 8 < value < len(message) else value

def write(at=0):
    value = libc.write(sock.fileno(), message[at:], len(message) - at)
    print("write", told(value), file=sys.stderr)
    return value

def read():
    value = libc.read(sock.fileno(), room, 64)
    print("read", told(value), file=sys.stderr)
    return value

def write_all():
    at = 0
    while at < len(message):
        at += max(0, write(at))
`;
const handler = "signal.signal(signal.SIGUSR1, lambda number, frame: None)\n";
const restarting = `${handler}signal.siginterrupt(signal.SIGUSR1, False)\n`;
const connect = "sock.connect(sys.argv[1])\n";
const answer = "while read() != 0: pass\n";

const whole = `write ${times * 12}`;
const cut = ["write part", "write EINTR", "write EINTR"];

test.skipIf(findTool("python3") === undefined || process.platform !== "linux").each([
  {
    name: "a part, then nothing; reads that did nothing",
    program: `${handler + connect}write_all()\n${answer}`,
    calls: [...cut, "write part", "read EINTR", "read EINTR", "read 8", "read 0"],
    interrupted: { call: "read", left: false },
  },
  {
    name: "SA_RESTART glues no message together",
    program: `${restarting + connect}write_all()\n${answer}`,
    calls: ["write part", "write part", "read 8", "read 0"],
    interrupted: { call: "read", left: false },
  },
  {
    name: "who ignores the signal is let be",
    program: `signal.signal(signal.SIGUSR1, signal.SIG_IGN)\n${connect}write()\n${answer}`,
    calls: [whole, "read 8", "read 0"],
    interrupted: undefined,
  },
  {
    name: "who blocks it, too",
    program: `signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n${connect}write()\n${answer}`,
    calls: [whole, "read 8", "read 0"],
    interrupted: undefined,
  },
  {
    name: "who leaves at EINTR has left in a write",
    program: `${handler + connect}write(max(0, write()))\n`,
    calls: ["write part", "write EINTR"],
    interrupted: { call: "write", left: true },
  },
  {
    name: "who sleeps in poll is woken there",
    program: `${handler + connect}import select\nsock.setblocking(False)\nat = 0
while at < len(message):
    poll = select.poll()
    poll.register(sock, select.POLLOUT)
    poll.poll()
    at += max(0, libc.write(sock.fileno(), message[at:], len(message) - at))\nsock.setblocking(True)\n${answer}`,
    calls: ["read EINTR", "read EINTR", "read 8", "read 0"],
    interrupted: { call: "read", left: false },
  },
])("$name", async ({ program, calls, interrupted }) => {
  await using endpoint = await openEndpoint(
    { transport: "unix-stream", script: { steps: wire, words } },
    openTranscript(() => performance.now()),
  );
  const peer = spawn("python3", ["-c", head + program, endpoint.address.path ?? ""], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  endpoint.observe(peer.pid);
  const said = await text(peer.stderr);
  await endpoint.settled();

  expect(said.trim().split("\n")).toEqual(calls);
  expect(endpoint.records[0]?.interrupted).toEqual(interrupted);
});

test("without signals nothing has to be seen, and who is not there heeds none", () => {
  expect(missingSight([{ kind: "end" }])).toBeUndefined();
  expect(heedsSignal(process.pid, 10)).toBe(true);
});
