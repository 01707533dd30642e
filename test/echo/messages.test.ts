import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { missingTransport } from "../../src/echo/address.ts";
import { type Endpoint, openEndpoint } from "../../src/echo/endpoint.ts";
import { checksum, decodeEcho, encodeReply } from "../../src/echo/icmp.ts";
import { openMessageDoor } from "../../src/echo/message-door.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import { entryPath } from "../../src/libc/entry.ts";
import type { Faults, MessageTransport, WireStep } from "../../src/model.ts";
import { type Messenger, openMessenger, request } from "./message-peers.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const play = (transport: MessageTransport, steps: readonly WireStep[]): Promise<Endpoint> =>
  openEndpoint(
    { transport, script: { steps, words } },
    openTranscript(() => performance.now()),
  );
const echo = (transport: MessageTransport, faults: Faults): Promise<Endpoint> =>
  openEndpoint(
    { transport, faults },
    openTranscript(() => performance.now()),
  );

const all = ["unix-dgram", "unix-seqpacket", "icmp"] as const;
const here = all.filter((transport) => missingTransport(transport) === undefined);
const unix = here.filter((transport) => transport !== "icmp");
const read = (text: string): WireStep => ({ kind: "read", value: [{ text }] });
const write = (text: string): WireStep => ({ kind: "write", value: [{ text }] });

const losses: readonly { readonly faults: Faults; readonly answers: string }[] = [
  { faults: { drop: [1] }, answers: "bc" },
  { faults: { dup: [2] }, answers: "abbc" },
  { faults: { swap: [1, 2] }, answers: "bac" },
  { faults: { hold: 2 }, answers: "ab" },
];

describe.each(unix)("%s", (transport) => {
  test.each(losses)("$faults makes $answers of abc", async ({ faults, answers }) => {
    await using endpoint = await echo(transport, faults);
    using peer = openMessenger(endpoint.address);
    for (const letter of "abc") peer.send(letter);

    expect((await peer.take(answers.length)).join("")).toBe(answers);
  });

  test("one send is one message, whatever its size", async () => {
    await using endpoint = await echo(transport, {});
    using peer = openMessenger(endpoint.address);
    const sizes = [1, 2000, 60_000, 100_000];
    for (const size of sizes) peer.send("x".repeat(size));

    expect((await peer.take(4)).map(({ length }) => length)).toEqual(sizes);
  });

  test("a peer that never reads costs nobody else, and no memory of ours without end", async () => {
    await using endpoint = await echo(transport, {});
    using rude = openMessenger(endpoint.address);
    for (let sent = 0; sent < 3000; sent++) rude.send("y".repeat(1000));
    using peer = openMessenger(endpoint.address);
    while (!peer.send("hello")) await turn();

    expect(await peer.take(1)).toEqual(["hello"]);
  });

  test("what is read through a descriptor is what the script waits for", async () => {
    await using endpoint = await play(transport, [
      { kind: "read", value: ["token"], through: "descriptor" },
      { kind: "write", value: ["stamp"] },
    ]);
    using peer = openMessenger(endpoint.address);
    const pipe = pipeOf(peer);
    peer.libc.write(pipe[1], words.token);
    peer.libc.sendmsg(
      peer.fd,
      { parts: [Buffer.from("x")], controls: [{ kind: "rights", descriptors: [pipe[0]] }] },
      0,
    );

    expect(await peer.take(1)).toEqual(["12345678"]);
    for (const fd of pipe) peer.libc.close(fd);
  });

  test.each([
    { name: "no descriptor", descriptors: (): number[] => [], flaw: "no-descriptor" },
    {
      name: "the writing end of a pipe",
      descriptors: (pipe: readonly number[]) => [pipe[1] ?? 0],
      flaw: "wrong-descriptor",
    },
  ])("$name is told apart", async ({ descriptors, flaw }) => {
    await using endpoint = await play(transport, [{ kind: "read", value: ["token"], through: "descriptor" }]);
    using peer = openMessenger(endpoint.address);
    const pipe = pipeOf(peer);
    const passed = descriptors(pipe);
    const controls = passed.length === 0 ? [] : [{ kind: "rights", descriptors: passed } as const];
    peer.libc.sendmsg(peer.fd, { parts: [Buffer.from("x")], controls }, 0);
    for (const fd of pipe) peer.libc.close(fd);
    await endpoint.settled();

    expect(endpoint.records).toMatchObject([{ flaw, steps: 0 }]);
  });

  test("a learner's relative path is meant from its own folder, and one that stays is told", async () => {
    await using endpoint = await play(transport, [read("a"), write("b")]);
    using peer = openMessenger(endpoint.address);
    peer.send("a");
    expect(await peer.take(1)).toEqual(["b"]);
    await endpoint.settled();

    expect(endpoint.records[0]?.flaw).toBe(transport === "unix-dgram" ? "path-left" : undefined);
  });
});

function pipeOf({ libc }: Messenger): readonly [number, number] {
  return libc.pipe().descriptors ?? [0, 0];
}

describe.skipIf(!unix.includes("unix-seqpacket"))("unix-seqpacket", () => {
  test("messages, half-close and end come in their order", async () => {
    await using endpoint = await play("unix-seqpacket", [
      read("a"),
      { kind: "read-end" },
      write("b"),
      write("c"),
      { kind: "end" },
    ]);
    using peer = openMessenger(endpoint.address);
    peer.send("a");
    peer.end();

    expect(await peer.take(9)).toEqual(["b", "c"]);
    await endpoint.settled();
    expect(endpoint.records).toMatchObject([{ steps: 5, end: "fin", stopped: undefined }]);
  });

  test("each connection has a record of its own", async () => {
    await using endpoint = await play("unix-seqpacket", [read("a"), write("b")]);
    using one = openMessenger(endpoint.address);
    using two = openMessenger(endpoint.address);
    two.send("a");
    expect(await two.take(1)).toEqual(["b"]);
    one.end();
    await endpoint.settled();

    expect(endpoint.records.map(({ steps }) => steps)).toEqual([0, 2]);
  });
});

test.skipIf(!unix.includes("unix-dgram"))("who has no address gets no answer, and is told apart", async () => {
  await using endpoint = await play("unix-dgram", [read("a"), write("b")]);
  using peer = openMessenger(endpoint.address, false);
  peer.send("a");
  await endpoint.settled();

  expect(endpoint.records).toMatchObject([{ flaw: "nameless" }]);
  expect(endpoint.transcript.events.map(({ kind }) => kind)).toContain("lost");
});

test("the checksum is that of RFC 1071, and a message with it adds up to nothing", () => {
  expect(checksum(Buffer.from("0001f203f4f5f6f7", "hex"))).toBe(0x220d);
  expect(checksum(encodeReply(7, 8, Buffer.from("odd")))).toBe(0);
  expect(
    decodeEcho(Buffer.concat([Buffer.from([0x45]), Buffer.alloc(19), encodeReply(7, 8, Buffer.from("odd"))])),
  ).toEqual({
    type: 0,
    id: 7,
    sequence: 8,
    data: Buffer.from("odd"),
    isSound: true,
  });
});

test.skipIf(!here.includes("icmp"))("a request with a wrong checksum is answered by nobody", async () => {
  await using endpoint = await play("icmp", [{ kind: "read", value: ["token"] }]);
  using peer = openMessenger(endpoint.address);
  const bytes = request(1, words.token);
  bytes[2] = (bytes[2] ?? 0) ^ 1;
  peer.libc.send(peer.fd, bytes, 0);
  await endpoint.settled();

  expect(endpoint.records).toMatchObject([{ flaw: "checksum", steps: 0 }]);
  expect(endpoint.transcript.events.filter(({ direction }) => direction === "out")).toEqual([]);
});

describe.skipIf(unix.length === 0)("the child that holds the sockets", () => {
  test("its death costs the drill and nothing else", async () => {
    const place = `/tmp/cards-dead-${process.pid}`;
    const door = await openMessageDoor("unix-seqpacket", place, () => {});
    const child = childrenOf(process.pid).find((pid) => commandOf(pid).includes(place));
    process.kill(child ?? 0, "SIGSEGV");

    await expect(door.sync()).rejects.toThrow(/our server ended \(SIGSEGV\)/);
    await door[Symbol.asyncDispose]();
    // In a drill it stands in the folder of the run, and goes with that.
    rmSync(place, { force: true });
  });

  test("it ends with the process that started it", async () => {
    const setup = JSON.stringify({ transport: "unix-dgram", place: "@cards-orphan" + process.pid });
    const child = spawn(process.execPath, [entryPath("echo/message-child.ts"), setup], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.stdin.end();

    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("an echo ends behind the answers that it puts off", async () => {
    await using endpoint = await echo("unix-seqpacket", { delay: 50 });
    using peer = openMessenger(endpoint.address);
    for (const letter of "ab") peer.send(letter);
    peer.end();

    expect(await peer.take(3)).toEqual(["a", "b"]);
  });

  test("one that does not come up leaves nothing to be tidied up", async () => {
    const before = process.listenerCount("SIGTERM");
    const door = openMessageDoor("unix-dgram", join(tmpdir(), "no-such-folder", "s"), () => {});

    await expect(door).rejects.toThrow(/^bind: .*: ENOENT$/);
    expect(process.listenerCount("SIGTERM")).toBe(before);
  });

  test("a closed endpoint leaves neither process nor folder", async () => {
    const endpoint = await echo("unix-seqpacket", {});
    const { path = "" } = endpoint.address;
    await endpoint[Symbol.asyncDispose]();

    expect(existsSync(dirname(path))).toBe(false);
    expect(childrenOf(process.pid).filter((pid) => commandOf(pid).includes(path))).toEqual([]);
  });
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean).map(Number);
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, "latin1");
}
