import { once } from "node:events";
import { expect, test } from "vitest";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { openFullDoor } from "../../src/echo/full-door.ts";
import { newRecord, receive } from "../../src/echo/script.ts";
import { openStory, partsOf } from "../../src/echo/story.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { Faults, WireStep } from "../../src/model.ts";
import { correspond, dial, readAll } from "./peers.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const play = (steps: readonly WireStep[], transport: "tcp4" | "udp4" | "unix-stream" = "tcp4") =>
  openEndpoint(
    { transport, script: { steps, words } },
    openTranscript(() => performance.now()),
  );
const read = { kind: "read", value: ["token"] } as const;
const write = (
  more: Faults & { readonly at?: 2; readonly repeat?: number; readonly burst?: number } = {},
): WireStep => ({
  kind: "write",
  value: ["stamp"],
  ...more,
});
const end: WireStep = { kind: "end" };

// ---------------------------------------------------------------- who plays what

test.each([
  { name: "one connection", steps: [read, write(), end], parts: [[0, 1, 2]] },
  { name: "two, one after the other", steps: [read, { kind: "next" } as const, read, end], parts: [[0], [1, 2, 3]] },
  {
    name: "one at each of two servers",
    steps: [read, { ...read, at: 2 } as const, write(), end],
    parts: [
      [0, 2, 3],
      [1, 3],
    ],
  },
])("$name", ({ steps, parts }) => {
  expect(partsOf(steps).map((part) => part.steps)).toEqual(parts);
});

test("a part that was not played to its end is played anew; after the last one the last", () => {
  const story = openStory([read, write(), { kind: "next" }, read]);

  expect(story.claim(1)).toBe(0);
  story.finish(0);
  expect(story.claim(1)).toBe(0);
  story.finish(1);
  expect(story.claim(1)).toBe(1);
  story.finish(3);
  expect(story.claim(1)).toBe(1);
});

// ---------------------------------------------------------------- connections

test("the second connection goes on where the first was broken off", async () => {
  await using endpoint = await play([read, write({ fin: 3 }), { kind: "next" }, read, write(), end]);
  const answers: string[] = [];
  for (let tries = 0; tries < 2; tries++) {
    const peer = dial(endpoint.address);
    peer.write(words.token);
    answers.push(await readAll(peer));
  }
  await endpoint.settled();

  expect(answers).toEqual(["123", "12345678"]);
  expect(endpoint.records).toMatchObject([
    { part: 0, steps: 2 },
    { part: 1, steps: 6 },
  ]);
});

test("two servers take turns", async () => {
  await using endpoint = await play([read, { ...read, at: 2 }, write({ at: 2 }), write(), end]);
  if (endpoint.second === undefined) throw new Error("there is no second server");
  const [one, other] = [dial(endpoint.address), dial(endpoint.second)];
  const order: string[] = [];
  one.on("data", () => order.push("one"));
  other.on("data", () => order.push("other"));
  other.write(words.token);
  one.write(words.token);
  await Promise.all([once(one, "end"), once(other, "end")]);

  expect(order).toEqual(["other", "one"]);
  expect(endpoint.second.port).not.toBe(endpoint.address.port);
});

test("a paced answer comes byte by byte", async () => {
  await using endpoint = await play([read, write({ pace: 1 }), end]);
  const peer = dial(endpoint.address);
  peer.write(words.token);

  expect(await readAll(peer)).toBe("12345678");
  expect(endpoint.records[0]?.sent).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test.each([
  { faults: { pace: 1, fin: 3 }, ends: "fin" },
  { faults: { pace: 1, rst: 3 }, ends: "rst" },
] as const)("a paced answer is broken off by $ends where that is told", async ({ faults }) => {
  await using endpoint = await play([read, write(faults), end]);
  const peer = dial(endpoint.address);
  peer.write(words.token);
  const text = await readAll(peer).catch((error: NodeJS.ErrnoException) => error.code);

  expect(text).toBe("rst" in faults ? "ECONNRESET" : "123");
  expect(endpoint.records[0]?.sent).toEqual([1, 1, 1]);
});

// ---------------------------------------------------------------- nobody accepts, nobody reads

test.skipIf(process.platform !== "linux")("at a full backlog a connect waits, and it is seen", async () => {
  await using endpoint = await play([{ kind: "no-accept" }]);
  const peer = dial(endpoint.address);
  peer.on("error", () => {});
  const waits = Symbol("waits");
  const first = await Promise.race([
    once(peer, "connect"),
    untilTrue(() => endpoint.knock?.seen === true).then(() => waits),
  ]);
  peer.destroy();

  expect(first).toBe(waits);
  expect(endpoint.records).toEqual([]);
});

test.skipIf(process.platform !== "linux")(
  "a backlog is full, though we were kept from the processor meanwhile",
  async () => {
    const lock = new Int32Array(new SharedArrayBuffer(4));
    let isBusy = true;
    const stall = (): void => {
      Atomics.wait(lock, 0, 0, 80);
      if (isBusy) setImmediate(stall);
    };
    setImmediate(stall);
    await using endpoint = await play([{ kind: "no-accept" }]);
    isBusy = false;
    const peer = dial(endpoint.address);
    peer.on("error", () => {});
    await untilTrue(() => endpoint.knock?.seen === true || !peer.connecting);

    expect(peer.connecting).toBe(true);
    peer.destroy();
  },
);

test("where nobody can listen, nothing is waited for", async () => {
  const view = { transport: "tcp4", pid: () => undefined, inherited: () => new Set<string>() } as const;
  const knock = { seen: false, repetitions: 0, blocking: false, restless: false };
  const options = { host: "192.0.2.1", view, knock, transcript: openTranscript(() => 0), serve: undefined };

  await expect(openFullDoor(options)).rejects.toThrow("listen: 192.0.2.1: our listener has ended");
});

test.skipIf(process.platform !== "linux")("a door that was full is opened for who has waited", async () => {
  await using endpoint = await play([{ kind: "no-accept" }, read, write(), end]);
  const begin = performance.now();
  const peer = dial(endpoint.address);
  peer.write(words.token);

  expect(await readAll(peer)).toBe("12345678");
  // The kernel's own patience before it sends the SYN again (RFC 6298).
  expect(performance.now() - begin).toBeGreaterThan(900);
  expect(endpoint.records).toHaveLength(1);
});

test.each(["tcp4", "unix-stream"] as const)(
  "over %s a long text arrives whole after nobody has read",
  async (transport) => {
    await using endpoint = await play([{ kind: "no-read" }, { ...read, repeat: 500_000 }, write(), end], transport);
    const peer = dial(endpoint.address);
    peer.write(words.token.toString().repeat(500_000));

    expect(await readAll(peer)).toBe("12345678");
    expect(endpoint.records[0]?.received).toHaveLength(6_000_000);
  },
);

test("what comes in small pieces is kept in their order", () => {
  const record = newRecord(1);
  const letters = Array.from({ length: 3000 }, (_, at) => String.fromCharCode(97 + (at % 26)));
  for (const letter of letters) receive(record, Buffer.from(letter));

  expect(record.received.toString()).toBe(letters.join(""));
});

// ---------------------------------------------------------------- datagrams

test("a stranger's datagram comes to a socket that is not connected, and to no other", async () => {
  const steps = [read, { kind: "intrude", value: [{ text: "stranger" }] } as const, write()];
  await using endpoint = await play(steps, "udp4");
  using peer = await correspond(endpoint.address);
  await peer.send(words.token);

  expect(await peer.take(1)).toEqual(["12345678"]);
  expect(endpoint.transcript.events.map((event) => event.fault)).toContain("from another port");
});

test.skipIf(process.platform !== "linux")("of a burst, the kernel tells how many found room", async () => {
  await using endpoint = await play([read, write({ burst: 100 })], "udp4");
  using peer = await correspond(endpoint.address);
  peer.socket.setRecvBufferSize(1_000_000);
  await peer.send(words.token);

  expect(await peer.take(100)).toHaveLength(100);
  expect(endpoint.records).toMatchObject([{ burst: { lost: 0 }, steps: 2 }]);
});

/** Checked in each turn of the event loop. */
async function untilTrue(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 2));
}
