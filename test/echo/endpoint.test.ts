import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { type Endpoint, openEndpoint } from "../../src/echo/endpoint.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { Transport, WireStep } from "../../src/model.ts";
import { hasIpv6, isDatagram, isMessage, keepsMessages, missingTransport } from "../../src/echo/address.ts";
import { transports } from "../../src/notes/drill/drill-words.ts";
import { openMessenger } from "./message-peers.ts";
import { ask, correspond, dial, readAll } from "./peers.ts";

const words = { token: Buffer.from("abcdefghijkl"), stamp: Buffer.from("12345678") };
const hello: readonly WireStep[] = [
  { kind: "read", value: ["token"] },
  { kind: "write", value: ["token", "stamp"], split: [] },
  { kind: "end" },
];
const open = (transport: Transport, steps?: readonly WireStep[]): Promise<Endpoint> =>
  openEndpoint(
    steps === undefined ? { transport } : { transport, script: { steps, words } },
    openTranscript(() => performance.now()),
  );

const kinds = (endpoint: Endpoint) => endpoint.transcript.events.map((event) => `${event.direction} ${event.kind}`);

const here = transports.filter((transport) => missingTransport(transport) === undefined);
const streams = here.filter((transport) => !keepsMessages(transport));
/** On ICMP the kernel answers first. */
const repliesOf = (transport: Transport): number => (transport === "icmp" ? 2 : 1);

test.skipIf(!hasIpv6() || process.platform !== "linux")("every transport can be had here that needs no help", () => {
  expect(here.filter((transport) => !isMessage(transport))).toEqual(
    transports.filter((transport) => !isMessage(transport)),
  );
});

// ---------------------------------------------------------------- one contract for all transports

describe.each(here)("%s", (transport) => {
  test("an echo sends back what came", async () => {
    await using endpoint = await open(transport);

    expect(await ask(endpoint.address, "hello")).toBe("hello");
  });

  test("a script reads the token and answers with token and stamp", async () => {
    await using endpoint = await open(transport, isDatagram(transport) ? hello.slice(0, 2) : hello);

    expect(await ask(endpoint.address, "abcdefghijkl", repliesOf(transport))).toBe("abcdefghijkl12345678");
    await endpoint.settled();
    expect(endpoint.records).toMatchObject([{ steps: isDatagram(transport) ? 2 : 3, stopped: undefined, sent: [20] }]);
  });

  test("what came and what went stands in the transcript, in its order", async () => {
    await using endpoint = await open(transport, isDatagram(transport) ? hello.slice(0, 2) : hello);
    await ask(endpoint.address, "abcdefghijkl", repliesOf(transport));
    await endpoint.settled();
    const { events } = endpoint.transcript;
    const data = events.filter((event) => event.kind === "data" && event.fault !== "by the kernel");

    expect(data).toMatchObject([
      { connection: 1, direction: "in", length: 12, preview: "abcdefghijkl" },
      { connection: 1, direction: "out", length: 20, preview: "abcdefghijkl12345678" },
    ]);
  });

  test("a wrong word stops the script", async () => {
    await using endpoint = await open(transport, isDatagram(transport) ? hello.slice(0, 2) : hello);
    if (isMessage(transport)) {
      using peer = openMessenger(endpoint.address);
      peer.send("abcdefgX");
      await endpoint.settled();
    } else if (isDatagram(transport)) {
      using peer = await correspond(endpoint.address);
      await peer.send("abcdefgX");
      await endpoint.settled();
    } else expect(await ask(endpoint.address, "abcdefgX")).toBe("");
    await endpoint.settled();

    expect(endpoint.records).toMatchObject([{ stopped: "wrong", steps: 0 }]);
  });

  test("an answer can be put off", async () => {
    const delayed: WireStep[] = [hello[0], { kind: "write", value: ["stamp"], delay: 30 }].filter(
      (step): step is WireStep => step !== undefined,
    );
    await using endpoint = await open(transport, isDatagram(transport) ? delayed : [...delayed, { kind: "end" }]);

    expect(await ask(endpoint.address, "abcdefghijkl", repliesOf(transport))).toBe("12345678");
    const { events } = endpoint.transcript;
    const [came, went] = events.filter((event) => event.kind === "data" && event.fault !== "by the kernel");
    expect((went?.t ?? 0) - (came?.t ?? 0)).toBeGreaterThan(25);
    expect(went?.fault).toBe("delay 30 ms");
  });

  test("nothing is left of a closed endpoint", async () => {
    const endpoint = await open(transport, isDatagram(transport) ? hello.slice(0, 2) : hello);
    const { port, path } = endpoint.address;
    await endpoint[Symbol.asyncDispose]();

    if (path !== undefined)
      await expect(once(dial(endpoint.address), "connect")).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    const row = `:${(port ?? 0).toString(16).toUpperCase().padStart(4, "0")} `;
    const tables = ["tcp", "tcp6", "udp", "udp6"].map((name) => `/proc/net/${name}`).filter((path) => existsSync(path));
    const bound = tables.flatMap((path) =>
      readFileSync(path, "latin1")
        .split("\n")
        .filter((line) => line.includes(row) && / (0A|07) /.test(line)),
    );
    if (port !== undefined) expect(bound).toEqual([]);
  });
});

describe.each(streams)("%s", (transport) => {
  test("an echo returns every byte, then the end", async () => {
    await using endpoint = await open(transport);
    const sent = randomBytes(3_000_000);
    const peer = dial(endpoint.address);
    const hash = createHash("sha256");

    peer.end(sent);
    for await (const chunk of peer) hash.update(chunk as Buffer);

    expect(hash.digest("hex")).toBe(createHash("sha256").update(sent).digest("hex"));
  });

  test("a peer that never reads is not read either", async () => {
    await using endpoint = await open(transport);
    const peer = dial(endpoint.address).pause();
    peer.on("error", () => {});
    const megabyte = Buffer.alloc(1024 * 1024);
    let accepted = 0;

    await new Promise<void>((resolve) => {
      const push = (): void => {
        if (accepted === 64) return resolve();
        const isStuck = setTimeout(resolve, 300);
        peer.write(megabyte, () => (clearTimeout(isStuck), accepted++, push()));
      };
      push();
    });

    expect(accepted).toBeLessThan(64);
    peer.destroy();
  });

  test("a script reads the token, answers token and stamp, and ends", async () => {
    await using endpoint = await open(transport, hello);
    const peer = dial(endpoint.address);

    peer.write("abcdefghijkl");
    const answer = await readAll(peer);
    await endpoint.settled();

    expect(answer).toBe("abcdefghijkl12345678");
    expect(kinds(endpoint)).toEqual(["in open", "in data", "out data", "out fin", "in fin"]);
    expect(endpoint.records).toMatchObject([{ steps: 3, stopped: undefined, end: "fin", sent: [20] }]);
  });

  test.each([
    { name: "a wrong byte", sent: "abcdefgX", stopped: "wrong", steps: 0 },
    { name: "too little", sent: "abc", stopped: "short", steps: 0 },
    { name: "nothing", sent: "", stopped: "short", steps: 0 },
  ])("$name stops the script and is answered with the end", async ({ sent, stopped, steps }) => {
    await using endpoint = await open(transport, hello);
    const peer = dial(endpoint.address);

    peer.end(sent);
    const answer = await readAll(peer);
    await endpoint.settled();

    expect(answer).toBe("");
    expect(endpoint.records).toMatchObject([{ stopped, steps }]);
  });

  test("read: end waits for the half-close", async () => {
    await using endpoint = await open(transport, [
      { kind: "read-end" },
      { kind: "write", value: ["stamp"], split: [] },
      { kind: "end" },
    ]);
    const peer = dial(endpoint.address);

    peer.write("anything");
    await once(peer, "ready");
    expect(endpoint.records.every((record) => record.steps === 0)).toBe(true);
    peer.end();

    expect(await readAll(peer)).toBe("12345678");
  });

  test("a script cannot be flooded beyond its budget", async () => {
    await using endpoint = await open(transport, [{ kind: "read-end" }]);
    const peer = dial(endpoint.address);
    peer.on("error", () => {});

    peer.write(Buffer.alloc(8 * 1024 * 1024));
    await new Promise((resolve) => peer.on("close", resolve));

    expect(endpoint.records[0]?.received.length).toBeLessThan(2 * 1024 * 1024);
  });
});

test("a closed endpoint leaves no socket and no folder", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${process.pid}-`));
  const endpoint = await open("unix-stream");
  const path = endpoint.address.path ?? "";

  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(Buffer.byteLength(path)).toBeLessThan(104);
  await endpoint[Symbol.asyncDispose]();

  expect(existsSync(dirname(path))).toBe(false);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${process.pid}-`))).toEqual(before);
});

test.each(here.filter((transport) => !transport.startsWith("unix")))("%s binds loopback only", async (transport) => {
  await using endpoint = await open(transport);

  expect(endpoint.address.host).toMatch(transport.endsWith("6") ? /^::1$/ : /^127\./);
});

test.each(["tcp4", "udp4"] as const)("a taken port of %s is told with its address and a remedy", async (transport) => {
  await using endpoint = await open(transport);
  const again = openEndpoint(
    { transport, port: endpoint.address.port ?? 0 },
    openTranscript(() => 0),
  );

  await expect(again).rejects.toThrow(`bind: 127.0.0.1:${endpoint.address.port}: address already in use`);
});

test("an interrupted process leaves no folder", async () => {
  const program = `
    import { privateFolder } from ${JSON.stringify(new URL("../../src/echo/tidy.ts", import.meta.url).href)};
    console.log(privateFolder().path);
    setInterval(() => {}, 1000);`;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const folder = line.toString().trim();
    expect(existsSync(folder)).toBe(true);
    child.kill(signal);
    const [, by] = (await once(child, "exit")) as [number, string];

    expect(by).toBe(signal);
    expect(existsSync(folder)).toBe(false);
  }
});

test("after kill -9 the next run sweeps the folder", async () => {
  const tidy = JSON.stringify(new URL("../../src/echo/tidy.ts", import.meta.url).href);
  const run = async (after: string): Promise<string> => {
    const program = `import { privateFolder } from ${tidy}; console.log(privateFolder().path); ${after}`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    return line.toString().trim();
  };

  const left = await run("setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20)");
  expect(existsSync(left)).toBe(true);
  await run("");

  expect(existsSync(left)).toBe(false);
});

test("ports are given back", async () => {
  const endpoint = await open("tcp4", hello);
  const port = (endpoint.address.port ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const listeners = () =>
    readFileSync("/proc/net/tcp", "latin1")
      .split("\n")
      .filter((row) => row.includes(`:${port} 00000000:0000 0A`));
  if (existsSync("/proc/net/tcp")) expect(listeners()).toHaveLength(1);

  await endpoint[Symbol.asyncDispose]();

  if (existsSync("/proc/net/tcp")) expect(listeners()).toHaveLength(0);
});
