import { existsSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type CageName, defaultLimits } from "../../src/drills/cage.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { hasIpv6 } from "../../src/echo/address.ts";
import type { Transport } from "../../src/model.ts";
import type { Probe } from "../../src/probes.ts";
import { leftovers } from "./drills.ts";
import { head, python, right, run } from "./servers.ts";

const hasPython = (await findToolchain(python)) !== undefined;
const hasProc = existsSync("/proc/self/syscall");

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const all: readonly Probe[] = [
  "echo",
  "second-client",
  "idle-other",
  "half-close",
  "big",
  "early-disconnect",
  "fd-leak",
  "no-spin",
  "restart",
];
const transports: readonly Transport[] = ["tcp4", "tcp6", "unix-stream", "unix-abstract"];
const cages: readonly CageName[] = ["bwrap", "unshare", "group"];

describe.skipIf(!hasPython || !hasProc)("a server", () => {
  test.each(transports)("that is right passes every probe over %s", async (transport) => {
    if (transport === "tcp6" && !hasIpv6()) return;
    const { verdict, events } = await run(all, right, { transport });

    expect(verdict).toMatchObject({ status: "pass", sentence: "passed" });
    expect(verdict.checks.map((check) => check.name)).toEqual(["build", "start", "listen", ...all]);
    expect(verdict.checks.every((check) => check.status === "pass")).toBe(true);
    expect(events[0]).toMatchObject({ connection: 1, direction: "out", kind: "open" });
  });

  test.each(cages)("leaves nothing in the cage %s, with its children and its daemons", async (cage) => {
    if (cage !== "group" && findTool(cage) === undefined) return;
    const daemons = `${head}if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(60)
    os._exit(0)
if os.fork() == 0: time.sleep(60)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
threads(door())
`;
    const { verdict } = await run(["echo", "restart"], daemons, { cage });

    expect(verdict.status).toBe("pass");
    expect(leftovers()).toEqual([]);
  });

  test("is told where to bind, and no token", async () => {
    const text = `import os; print(sorted(k for k in os.environ if k.startswith("DRILL")))`;

    expect((await run(["echo"], text)).stdout.toString()).toBe("['DRILL_HOST', 'DRILL_PORT', 'DRILL_TRANSPORT']\n");
    expect((await run(["echo"], text, { transport: "unix-stream" })).stdout.toString()).toBe(
      "['DRILL_PATH', 'DRILL_TRANSPORT']\n",
    );
  });

  const iterative = `${head}s = door()\nwhile True: serve(s.accept()[0])\n`;
  test.concurrent.each([
    { probe: "idle-other", concept: "iterative", name: "one after the other", text: iterative },
    {
      probe: "fd-leak",
      concept: "leaks",
      name: "keeps a copy of each client",
      text: `${head}kept = []\ns = door()\nwhile True:\n    c = s.accept()[0]\n    kept.append(c.dup())\n    serve(c)\n`,
    },
    {
      probe: "no-spin",
      concept: "spins",
      name: "asks all the time",
      text: right.replace(
        "threads(door())",
        "s = door()\nthreading.Thread(target=threads, args=[s], daemon=True).start()\nwhile True: pass",
      ),
    },
    {
      probe: "no-spin",
      concept: "spins-at-end",
      name: "reads its end for ever",
      text: right
        .replace("while d := c.recv(65536): c.sendall(d)", "while True: c.sendall(c.recv(65536))")
        .replace("threads(door())", "s = door()\nwhile True: serve(s.accept()[0])"),
    },
    {
      probe: "early-disconnect",
      concept: "dies-with-client",
      name: "does not expect anybody to leave",
      text: `${head}s = door()\nwhile True:\n    c = s.accept()[0]\n    while d := c.recv(4096): c.sendall(d)\n    c.close()\n`,
    },
    {
      probe: "restart",
      concept: "no-reuseaddr",
      name: "no SO_REUSEADDR",
      text: right.replace("door())", "door(reuse=False))"),
    },
    {
      probe: "restart",
      concept: "no-restart",
      name: "no unlink",
      text: right.replace("door())", "door(unlink=False))"),
      transport: "unix-stream",
    },
    {
      probe: "big",
      concept: "partial-echo",
      name: "forgets what is much",
      text: right.replace("c.sendall(d)", "c.sendall(d[:60000])"),
    },
    {
      probe: "half-close",
      concept: "no-close",
      name: "keeps them open",
      text: right.replace("    with c:\n", "    kept.append(c)\n    if True:\n").replace("t = os", "kept = []\nt = os"),
    },
  ] as const)("$probe: $name is $concept", async ({ probe, concept, text, ...more }) => {
    const attempt = await run(["echo", probe], text, more);

    expect(attempt.verdict).toMatchObject({ status: "fail", concept, cause: probe });
    expect(attempt.verdict.checks.map((check) => check.status)).toEqual(["pass", "pass", "pass", "pass", "fail"]);
  });

  test("a server that comes up slowly is waited for", async () => {
    const attempt = await run(["echo"], `import time; time.sleep(4.5)\n${right}`);

    expect(attempt.verdict).toMatchObject({ status: "pass" });
  });

  test.concurrent.each([
    {
      name: "ends at once",
      text: "pass\n",
      concept: "not-listening",
      cause: "reach.none",
      said: /it ended \(exit 0\) before it listened/,
    },
    {
      name: "cannot bind",
      text: "raise SystemExit('bind: no')\n",
      concept: "not-listening",
      cause: "reach.none",
      said: /exit 1.*bind: no/,
    },
    {
      name: "never listens",
      text: `${head}s = socket.socket(); signal.pause()\n`,
      concept: "not-listening",
      cause: "reach.none",
      said: /you are blocked in pause/,
    },
    {
      name: "listens elsewhere",
      text: `${head}s = socket.create_server(("127.0.0.1", 0)); s.accept()\n`,
      concept: "not-listening",
      cause: "reach.none",
      said: /it listens at 127.0.0.1:\d+, not at port/,
    },
    {
      name: "swaps the bytes of the port",
      text: `${head}p = int(os.environ["DRILL_PORT"]); s = socket.create_server(("127.0.0.1", (p >> 8) | (p & 255) << 8)); s.accept()\n`,
      concept: "byte-order",
      cause: "reach.port",
      said: /two bytes swapped/,
    },
    {
      name: "takes datagrams",
      text: `${head}s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", int(os.environ["DRILL_PORT"]))); s.recv(9)\n`,
      concept: "wrong-protocol",
      cause: "reach.protocol",
      said: /datagrams/,
    },
    {
      name: "crashes before",
      text: "import os; os.abort()\n",
      concept: "crashes",
      cause: "crash",
      said: /SIGABRT before it listened/,
    },
    {
      name: "crashes after",
      text: `${head}s = door(); s.accept(); os.abort()\n`,
      concept: "crashes",
      cause: "crash",
      said: /SIGABRT/,
    },
    {
      name: "prints for ever",
      text: "while True: print('x' * 1000)\n",
      concept: "floods",
      cause: "limit.output",
      said: /without end/,
    },
    {
      name: "waits for more",
      text: `${head}s = door(); c = s.accept()[0]; c.recv(99, socket.MSG_WAITALL)\n`,
      concept: "no-echo",
      cause: "echo",
      said: /none came back; you are blocked in recvfrom\(fd 4, your socket\)/,
    },
    {
      name: "answers and ends",
      text: `${head}s = door(); c = s.accept()[0]; c.sendall(c.recv(99)); sys.exit(4)\n`,
      concept: "no-echo",
      cause: "echo",
      said: /your server had ended \(exit 4\)/,
    },
  ])("that $name: $concept", async ({ text, concept, cause, said }) => {
    const { verdict } = await run(["echo"], text);

    expect(verdict).toMatchObject({ status: "fail", concept, cause });
    expect(verdict.checks.find((check) => check.status === "fail")?.message).toMatch(said);
  });

  test("that does not parse is an error, not a failure", async () => {
    expect((await run(["echo"], "def (:\n")).verdict).toMatchObject({ status: "error", concept: "does-not-start" });
  });

  const printing = (what: string): string => right.replace("c.sendall(d)", `(c.sendall(d), ${what})`);
  test.concurrent.each([
    { name: "a line each", what: "print(d.decode())", status: "pass", concept: undefined },
    { name: "with words before it", what: "print('got', d.decode())", status: "pass", concept: undefined },
    {
      name: "bytes one behind the other",
      what: "print(d.decode(), end='', flush=True)",
      status: "pass",
      concept: undefined,
    },
    { name: "nothing", what: "0", status: "fail", concept: "prints-nothing" },
    { name: "its length only", what: "print(len(d))", status: "fail", concept: "partial-output" },
    { name: "more than came", what: "print(d.decode() + 'xyz')", status: "fail", concept: "wrong-output" },
  ])("that prints $name", async ({ what, status, concept }) => {
    const { verdict } = await run(["echo", "second-client"], printing(what), { print: "token" });

    expect(verdict).toMatchObject({ status, concept });
  });

  test("is ended in the middle by an interrupt", async () => {
    const stop = new AbortController();
    const running = run(["echo"], `${head}time.sleep(60)\n`, { signal: stop.signal });
    setTimeout(() => stop.abort(), 300);

    expect((await running).ms).toBeLessThan(4000);
  });

  test("says the same to the same seed", async () => {
    const said = async (seed: number) =>
      (await run(["echo"], right, { seed })).events
        .filter((event) => event.direction === "out")
        .map((event) => event.preview);

    expect(await said(5)).toEqual(await said(5));
    expect(await said(5)).not.toEqual(await said(6));
  });

  test("may use a second on its way up", async () => {
    const { verdict } = await run(["echo"], right.replace("threads(door())", "time.sleep(1.2)\nthreads(door())"), {
      limits: { ...defaultLimits, wallMs: 6000 },
    });

    expect(verdict.status).toBe("pass");
  });
});
