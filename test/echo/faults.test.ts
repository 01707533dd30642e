import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { hasIpv6, missingTransport } from "../../src/echo/address.ts";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { parseFaults } from "../../src/echo/faults.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { Faults, Transport, WireStep } from "../../src/model.ts";
import { ask, correspond, dial, readAll } from "./peers.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const transcript = () => openTranscript(() => performance.now());
const echo = (transport: Transport, faults: Faults) => openEndpoint({ transport, faults }, transcript());
const play = (transport: Transport, steps: readonly WireStep[]) =>
  openEndpoint({ transport, script: { steps, words } }, transcript());

// ---------------------------------------------------------------- datagrams, counted in the order of their coming

const losses: readonly { readonly faults: Faults; readonly sent: string; readonly answers: string }[] = [
  { faults: { drop: [1] }, sent: "abc", answers: "bc" },
  { faults: { dup: [2] }, sent: "abc", answers: "abbc" },
  { faults: { drop: [1], dup: [2] }, sent: "aabc", answers: "aabc" },
  { faults: { swap: [1, 2] }, sent: "abc", answers: "bac" },
  { faults: { swap: [1, 3] }, sent: "abcd", answers: "bcad" },
  { faults: { drop: [3], dup: [5], swap: [1, 2] }, sent: "abcdef", answers: "badeef" },
  { faults: { hold: 2 }, sent: "abc", answers: "ab" },
];

describe.each((["udp4", "udp6"] as const).filter((transport) => missingTransport(transport) === undefined))(
  "%s",
  (transport) => {
    test.each(losses)("$faults makes $answers of $sent", async ({ faults, sent, answers }) => {
      await using endpoint = await echo(transport, faults);
      using peer = await correspond(endpoint.address);
      for (const letter of sent) await peer.send(letter);

      expect((await peer.take(answers.length)).join("")).toBe(answers);
      expect(endpoint.transcript.events.filter((event) => event.direction === "in")).toHaveLength(sent.length);
    });

    test("coalesce makes one datagram of several", async () => {
      await using endpoint = await echo(transport, { coalesce: 3 });
      using peer = await correspond(endpoint.address);
      for (const letter of "abc") await peer.send(letter);

      expect(await peer.take(1)).toEqual(["abc"]);
    });

    test("an echo step ends with so many different messages, however often they had to come", async () => {
      await using endpoint = await play(transport, [{ kind: "echo", count: 3, drop: [1], dup: [2] }]);
      using peer = await correspond(endpoint.address);
      for (const letter of "1123") await peer.send(letter);

      expect(await peer.take(4)).toEqual(["1", "1", "2", "3"]);
      expect(endpoint.records).toMatchObject([{ steps: 1, answered: new Set(["1", "2", "3"]) }]);
      expect(endpoint.transcript.events.filter((event) => event.kind === "lost")).toMatchObject([{ fault: "drop 1" }]);
    });

    test.each([
      { sent: "11223", ahead: undefined },
      { sent: "1123", ahead: { text: "3", isDoubled: true } },
      { sent: "12", ahead: { text: "2", isDoubled: false } },
    ])("of $sent the one that came before its turn is $ahead", async ({ sent, ahead }) => {
      await using endpoint = await play(transport, [{ kind: "echo", count: 3, drop: [1, 3], dup: [2] }]);
      using peer = await correspond(endpoint.address);
      for (const letter of sent) await peer.send(letter);
      await peer.take(1);

      expect(endpoint.records).toMatchObject([{ ahead, senders: new Set([1]) }]);
    });

    test("an answer that was put off may come when all is over", async () => {
      const endpoint = await play(transport, [{ kind: "echo", count: 1, delay: 20 }]);
      using peer = await correspond(endpoint.address);
      await peer.send("a");
      await endpoint.settled();
      await endpoint[Symbol.asyncDispose]();
      await pause(40);

      expect(endpoint.records).toMatchObject([{ answered: new Set(["a"]) }]);
    });

    test("the same datagram again is a second try, not a wrong word", async () => {
      await using endpoint = await play(transport, [
        { kind: "read", value: [{ text: "a" }] },
        { kind: "read", value: [{ text: "b" }] },
        { kind: "write", value: ["stamp"] },
      ]);
      using peer = await correspond(endpoint.address);
      for (const letter of "aaab") await peer.send(letter);

      expect(await peer.take(1)).toEqual(["12345678"]);
    });

    test("the largest datagram comes back", async () => {
      await using endpoint = await echo(transport, {});
      using peer = await correspond(endpoint.address);
      await peer.send("x".repeat(65_507));

      expect((await peer.take(1))[0]).toHaveLength(65_507);
    });
  },
);

// ---------------------------------------------------------------- streams

const streams = (["tcp4", "tcp6", "unix-stream", "unix-abstract"] as const).filter(
  (transport) => missingTransport(transport) === undefined,
);

describe.each(streams)("%s", (transport) => {
  test.each([
    { name: "fin after 3 bytes", faults: { fin: 3 }, answer: "hel" },
    { name: "fin at once", faults: { fin: 0 }, answer: "" },
    { name: "silence after 3 bytes, until the peer ends", faults: { hold: 3 }, answer: "hel" },
    { name: "split", faults: { split: [1, 2] }, answer: "hello" },
    { name: "coalesce of what never comes", faults: { coalesce: 3 }, answer: "hello" },
  ])("$name", async ({ faults, answer }) => {
    await using endpoint = await echo(transport, faults);

    expect(await ask(endpoint.address, "hello")).toBe(answer);
  });

  test("a split answer goes out in pieces of these lengths", async () => {
    await using endpoint = await echo(transport, { split: [1, 2] });
    await ask(endpoint.address, "hello");
    const sent = endpoint.transcript.events.filter((event) => event.direction === "out" && event.kind === "data");

    expect(sent.map((event) => event.length)).toEqual([1, 2, 2]);
  });

  test("lines are echoed as they come, three at once, the last without its line feed", async () => {
    await using endpoint = await play(transport, [{ kind: "echo", count: 4, coalesce: 3 }, { kind: "end" }]);

    expect(await ask(endpoint.address, "one\ntwo\nthree\nfour")).toBe("one\ntwo\nthree\nfour");
    const sent = endpoint.transcript.events.filter((event) => event.direction === "out" && event.kind === "data");
    expect(sent.map((event) => event.length)).toEqual([14, 4]);
  });

  test("a flood does not wait for a reader, and one who closes before all of it is known", async () => {
    await using endpoint = await play(transport, [
      { kind: "write", value: [{ text: "x" }], repeat: 10_000_000 },
      { kind: "end" },
    ]);
    const peer = dial(endpoint.address);
    await once(peer, "data");
    peer.destroy();
    await endpoint.settled();

    expect(endpoint.records[0]).toSatisfy(({ end, unread }) => unread || end === "rst");
  });

  test("one who reads all of a flood leaves in an orderly way", async () => {
    await using endpoint = await play(transport, [
      { kind: "write", value: [{ text: "x" }], repeat: 10_000_000 },
      { kind: "end" },
    ]);
    const peer = dial(endpoint.address);

    expect(await readAll(peer)).toHaveLength(10_000_000);
    await endpoint.settled();
    expect(endpoint.records).toMatchObject([{ end: "fin", unread: false }]);
  });
});

test("a reset reaches the peer after the bytes before it", async () => {
  await using endpoint = await echo("tcp4", { rst: 3 });
  const peer = dial(endpoint.address);
  peer.write("hello");
  const [bytes] = (await once(peer, "data")) as [Buffer];

  expect(bytes.toString()).toBe("hel");
  await expect(once(peer, "end")).rejects.toThrow("ECONNRESET");
});

// ---------------------------------------------------------------- nobody listens, and wrong doors

test.each(["tcp4", "tcp6"] as const)(
  "a port of %s that nobody listens at refuses, and the refusal is counted",
  async (transport) => {
    if (missingTransport(transport) !== undefined) return;
    await using endpoint = await play(transport, [{ kind: "refuse" }]);
    const peer = dial(endpoint.address);

    await expect(once(peer, "connect")).rejects.toThrow("ECONNREFUSED");
    expect(endpoint.refused() ?? 1).toBeGreaterThan(0);
    expect(endpoint.records).toEqual([]);
  },
);

const steps: readonly WireStep[] = [{ kind: "read", value: ["token"] }];
const swapped = (port: number) => ((port & 0xff) << 8) | (port >> 8);

test.each([
  { transport: "tcp4", wrong: "port" },
  { transport: "tcp4", wrong: "protocol" },
  { transport: "tcp4", wrong: "family" },
  { transport: "udp4", wrong: "port" },
  { transport: "udp4", wrong: "protocol" },
  { transport: "udp4", wrong: "family" },
  { transport: "tcp6", wrong: "port" },
  { transport: "tcp6", wrong: "family" },
  { transport: "udp6", wrong: "protocol" },
] as const)("who knocks at the wrong $wrong of $transport is noticed", async ({ transport, wrong }) => {
  if (!hasIpv6()) return;
  await using endpoint = await play(transport, steps);
  const port = endpoint.address.port ?? 0;
  const version = transport.endsWith("6") === (wrong === "family") ? "4" : "6";
  const protocol = transport.startsWith("tcp") === (wrong === "protocol") ? "udp" : "tcp";
  const door = {
    transport: `${protocol}${version}` as const,
    host: version === "4" ? "127.0.0.1" : "::1",
    port: wrong === "port" ? swapped(port) : port,
    path: undefined,
  };
  if (protocol === "tcp")
    await once(
      dial(door).on("error", () => {}),
      "close",
    );
  else {
    using peer = await correspond(door);
    await peer.send("x");
  }
  await endpoint.settled();

  expect(endpoint.decoys).toEqual({ port: false, protocol: false, family: false, name: false, [wrong]: true });
});

test("who stays at a wrong door does not keep the right one from closing", async () => {
  const endpoint = await play("tcp4", steps);
  const options = { port: swapped(endpoint.address.port ?? 0), host: "127.0.0.1", allowHalfOpen: true };
  const peer = connect(options).on("error", () => {});
  await once(peer.resume(), "end");
  await endpoint[Symbol.asyncDispose]();

  expect(endpoint.decoys.port).toBe(true);
  peer.destroy();
});

test.skipIf(process.platform !== "linux")(
  "zero bytes behind an abstract name lead to a door of their own",
  async () => {
    await using endpoint = await play("unix-abstract", steps);
    const { path = "" } = endpoint.address;
    const peer = dial({ ...endpoint.address, path: path.padEnd(108, "\0") });
    await once(peer, "close");

    expect(endpoint.decoys.name).toBe(true);
  },
);

// ---------------------------------------------------------------- typed faults

test.each([
  { text: "", transport: "tcp4", faults: undefined },
  { text: "split=2,5 delay=100", transport: "tcp4", faults: { split: [2, 5], delay: 100 } },
  { text: "drop:1;dup:2", transport: "udp4", faults: { drop: [1], dup: [2] } },
  { text: "swap", transport: "udp6", faults: { swap: [1, 2] } },
  { text: "rst", transport: "tcp6", faults: { rst: 0 } },
] as const)("--fault $text on $transport", ({ text, transport, faults }) => {
  expect(parseFaults(text, transport)).toEqual(faults);
});

test.each([
  ["splt=1", "tcp4", "--fault splt=1: not a fault"],
  ["split=0", "tcp4", "not counted from 1"],
  ["delay=1,2", "tcp4", "more than one number"],
  ["swap=2,1", "udp4", "not two datagrams in order"],
  ["drop=1", "tcp4", "loses nothing"],
  ["split=1", "udp4", "has no stream"],
  ["rst", "unix-stream", "has no reset"],
  ["coalesce=1001", "tcp4", "more than 1000 answers"],
  ["delay=60001", "udp4", "more than 60000 ms"],
  ["split=x", "tcp4", "not a fault"],
] as const)("--fault %s on %s: %s", (text, transport, message) => {
  expect(() => parseFaults(text, transport)).toThrow(message);
});
