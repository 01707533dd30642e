import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { findTool } from "../../src/drills/toolchain.ts";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { WireStep } from "../../src/model.ts";

/** What a peer's kernel keeps back (RFC 896), told from what the peer itself is late with. */

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const rounds = 20;
const wire: readonly WireStep[] = [
  { kind: "echo", count: rounds },
  { kind: "write", value: ["stamp"] },
  { kind: "end" },
];

const head = `
import socket, sys, threading, time
sock = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = sock.makefile("rb")
`;
const inPieces = `
for number in range(${rounds}):
    sock.sendall(b"one ")
    sock.sendall(b"%d\\n" % number)
    lines.readline()
`;
/** One thread sleeps in its read all the time, the other takes its own between two pieces. */
const inThreads = `
came = threading.Semaphore(0)
def listen():
    for line in lines:
        came.release()
threading.Thread(target=listen, daemon=True).start()
for number in range(${rounds}):
    time.sleep(0.01)
    sock.sendall(b"one ")
    time.sleep(0.04)
    sock.sendall(b"%d\\n" % number)
    came.acquire()
`;
/** Nothing is read before all is sent. */
const inOneGo = `
for number in range(${rounds}):
    sock.sendall(b"one %d\\n" % number)
`;
const option = (name: string): string => `sock.setsockopt(socket.IPPROTO_TCP, socket.${name}, 1)\n`;

test.skipIf(findTool("python3") === undefined || process.platform !== "linux").each([
  { name: "two pieces of a line", text: inPieces, isHeld: true },
  { name: "two pieces under TCP_CORK", text: option("TCP_CORK") + inPieces, isHeld: true },
  { name: "two pieces with TCP_NODELAY", text: option("TCP_NODELAY") + inPieces, isHeld: false },
  { name: "late pieces, while another thread reads", text: option("TCP_NODELAY") + inThreads, isHeld: false },
  { name: "late pieces, without TCP_NODELAY", text: inThreads, isHeld: false },
])("$name: held back is $isHeld", async ({ text, isHeld }) => {
  await using endpoint = await openEndpoint(
    { transport: "tcp4", script: { steps: wire, words, demand: ["prompt"] } },
    openTranscript(() => performance.now()),
  );
  const peer = spawn("python3", ["-c", head + text, String(endpoint.address.port)], { stdio: "inherit" });
  await once(peer, "exit");
  await endpoint.settled();

  expect(endpoint.records[0]?.answered.size).toBe(rounds);
  expect((endpoint.records[0]?.heldBack ?? 0) > 0).toBe(isHeld);
  expect(endpoint.records[0]?.ahead).toBeUndefined();
});

test.skipIf(findTool("python3") === undefined || process.platform !== "linux").each([
  { name: "writes without blocking and reads with it", first: "False", isFound: false },
  { name: "blocks where it writes", first: "True", isFound: true },
])("a program that $name: blocking is $isFound", async ({ first, isFound }) => {
  const steps: readonly WireStep[] = [
    { kind: "no-read" },
    { kind: "read", value: ["token"], repeat: 700_000 },
    ...wire.slice(1),
  ];
  await using endpoint = await openEndpoint(
    { transport: "tcp4", script: { steps, words } },
    openTranscript(() => performance.now()),
  );
  const text = `
import select
rest = memoryview(b"${words.token.toString()}" * 700000)
sock.setblocking(${first})
while rest:
    select.select([], [sock], [])
    rest = rest[sock.send(rest):]
sock.setblocking(True)
lines.read()
`;
  const peer = spawn("python3", ["-c", head + text, String(endpoint.address.port)]);
  endpoint.observe(peer.pid ?? 0);
  await once(peer, "exit");
  await endpoint.settled();

  expect(endpoint.records).toMatchObject([{ steps: steps.length, blocking: isFound }]);
});

test.skipIf(findTool("python3") === undefined)("who sends on before the answer is read is ahead", async () => {
  await using endpoint = await openEndpoint(
    { transport: "tcp4", script: { steps: wire, words } },
    openTranscript(() => performance.now()),
  );
  const peer = spawn("python3", ["-c", `${head}${inOneGo}lines.read()`, String(endpoint.address.port)]);
  endpoint.observe(peer.pid ?? 0);
  await once(peer, "exit");
  await endpoint.settled();

  expect(endpoint.records[0]?.ahead?.text).toMatch(/^one 1\n/);
});
