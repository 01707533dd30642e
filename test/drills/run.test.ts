import { existsSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type CageName, chooseCage, defaultLimits } from "../../src/drills/cage.ts";
import { type Language, languageOf, languages } from "../../src/drills/languages.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { attemptJson } from "../../src/drills/report.ts";
import { type Attempt, runDrill, type RunRequest } from "../../src/drills/run.ts";
import { decks, leftovers, program, readLoop, socatLab, tcpHello } from "./drills.ts";

const language = (id: string): Language => languageOf(id) as Language;
const installed = new Map(await Promise.all(languages.map(async (l) => [l.id, await findToolchain(l)] as const)));
const has = (id: Language["id"]): boolean => installed.get(id) !== undefined;
const hasProc = existsSync("/proc/self/syscall");

async function run(id: Language["id"], text: string, more: Partial<RunRequest> = {}): Promise<Attempt> {
  using source = program(`main.${language(id).extension}`, text);
  return await runDrill({ drill: tcpHello, language: language(id), file: source.file, seed: 7, ...more });
}

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

// ---------------------------------------------------------------- one contract for all languages and transports

const solutions = languages.flatMap((language) =>
  [tcpHello, readLoop, socatLab].flatMap((drill) => {
    const file = `${decks}/sockets/${drill.id}/solution.${language.extension}`;
    const both = existsSync(file) && readFileSync(file, "utf8").includes("transports:");
    const transports = both ? drill.transports : drill.transports.slice(0, 1);
    return existsSync(file) ? transports.map((transport) => ({ drill, language, file, transport })) : [];
  }),
);

test.concurrent.each(solutions)(
  "$drill.id in $language.id over $transport passes",
  async ({ drill, language, file, transport }) => {
    if (!has(language.id) || (language.id === "shell" && findTool("socat") === undefined))
      return expect(true).toBe(true);
    const attempt = await runDrill({ drill, language, file, seed: 3, transport });

    expect(attempt.verdict).toMatchObject({ status: "pass", sentence: "passed" });
    expect(attempt.events.map((event) => event.kind)).toEqual(expect.arrayContaining(["open", "data", "fin", "exit"]));
  },
);

test.skipIf(!has("python"))("the same seed is the same token, another one is another", async () => {
  const text = `import os; print(os.environ["DRILL_TOKEN"])`;
  const [first, again, other] = [
    await run("python", text),
    await run("python", text),
    await run("python", text, { seed: 8 }),
  ];

  expect(Buffer.from(again.stdout)).toEqual(Buffer.from(first.stdout));
  expect(Buffer.from(other.stdout)).not.toEqual(Buffer.from(first.stdout));
});

const afterEvent = (wait: string): string => `import os, socket, threading
threading.Event().wait(${wait})
s = socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
s.sendall(os.environ["DRILL_TOKEN"].encode())
while d := s.recv(99): print(d.decode(), end="")
`;

test.skipIf(!has("python") || !hasProc)("who waits for a condition with a time-out is waited for", async () => {
  expect((await run("python", afterEvent("1.8"))).verdict).toMatchObject({ status: "pass" });
  expect((await run("python", afterEvent(""))).verdict).toMatchObject({ status: "fail", concept: "no-network" });
});

test.skipIf(!has("python"))("what nobody wants any more is not waited for", async () => {
  const { ms } = await run("python", "import time; time.sleep(9)", { signal: AbortSignal.abort() });

  expect(ms).toBeLessThan(6000);
});

test.skipIf(!has("python"))("a program is told what the task says, and no more", async () => {
  process.env["SECRET_KEY"] = "x";
  const text = `import os, sys; print(sorted(k for k in os.environ if k.startswith("DRILL") or "SECRET" in k), sys.argv[1:], sys.stdin.read())`;
  const tcp = await run("python", text);
  const unix = await run("python", text, { drill: socatLab });

  expect(tcp.stdout.toString()).toBe("['DRILL_HOST', 'DRILL_PORT', 'DRILL_TOKEN', 'DRILL_TRANSPORT'] [] \n");
  expect(unix.stdout.toString()).toBe("['DRILL_PATH', 'DRILL_TOKEN', 'DRILL_TRANSPORT'] [] \n");
});

test.skipIf(!has("python"))("--json holds every key of the contract", async () => {
  const json: Record<string, unknown> = JSON.parse(JSON.stringify(attemptJson(await run("python", "print('x')"))));

  for (const key of [
    "version",
    "drill",
    "language",
    "transport",
    "seed",
    "status",
    "cause",
    "concept",
    "checks",
    "events",
    "stdout",
    "cage",
    "ms",
  ]) {
    expect(json).toHaveProperty(key);
  }
  expect(json).toMatchObject({ version: 1, status: "fail", cause: "reach.none", concept: "no-network" });
});

test("a missing toolchain is a visible skip with its reason", async () => {
  using source = program("main.zz", "");
  const odd: Language = { ...language("c"), id: "odd" as "c", compile: ["no-such-compiler"], otherCompilers: [] };
  const { verdict } = await runDrill({ drill: tcpHello, language: odd, file: source.file, seed: 1 });

  expect(verdict).toMatchObject({ status: "skipped", sentence: "C cannot be run here: no-such-compiler is missing" });
});

test("a file that is not there is told by its name", async () => {
  await expect(
    runDrill({ drill: tcpHello, language: language("javascript"), file: "/nowhere/x.js", seed: 1 }),
  ).rejects.toThrow("/nowhere/x.js: no such file");
});

// ---------------------------------------------------------------- programs that go wrong

const short = { ...defaultLimits, cpuSeconds: 1 };

describe.skipIf(!has("c"))("C", () => {
  test("what the compiler says is shown word for word, without our folder", async () => {
    const { verdict } = await run("c", "int main(void)\n{\n    retrun 0;\n}\n");

    expect(verdict).toMatchObject({ status: "error", cause: "build", concept: "does-not-build" });
    expect(verdict.checks[0]?.message).toMatch(/^main\.c: In function/);
    expect(verdict.checks[0]?.message).not.toContain("/cards-");
  });

  test("memory is limited", async () => {
    const text = `#include <stdlib.h>\n#include <stdio.h>\nint main(void) { puts(malloc(600u << 20) ? "got it" : "refused"); }`;

    expect((await run("c", text)).stdout.toString()).toBe("refused\n");
  });
});

// Root has no such limit.
test.skipIf(!has("python") || process.getuid?.() === 0)("the number of processes is limited", async () => {
  const text = `import os, time
try:
    for n in range(400):
        if os.fork() == 0: time.sleep(5); os._exit(0)
except OSError: print("refused", flush=True)
`;

  expect((await run("python", text)).stdout.toString()).toContain("refused");
});

const cages: readonly CageName[] = ["bwrap", "unshare", "group"];

describe.skipIf(!has("python") || !hasProc)("Python", () => {
  const connected = `import os, socket, sys, time\ns = socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))\n`;
  const spin = "while True: pass\n";

  test.concurrent.each([
    { name: "spins without a connection", text: spin, status: "fail", cause: "limit.cpu", concept: "spins" },
    { name: "spins with one", text: connected + spin, status: "fail", cause: "limit.cpu", concept: "spins" },
    {
      name: "prints for ever",
      text: "while True: print('x' * 1000)\n",
      status: "fail",
      cause: "limit.output",
      concept: "floods",
    },
    { name: "never connects", text: "print('hello')\n", status: "fail", cause: "reach.none", concept: "no-network" },
    {
      name: "sleeps for ever",
      text: "import time; time.sleep(99)\n",
      status: "fail",
      cause: "limit.time",
      concept: "hangs",
    },
    { name: "does not parse", text: "prnt(((\n", status: "error", cause: "start", concept: "does-not-start" },
    {
      name: "closes at once",
      text: `${connected}s.close()\n`,
      status: "fail",
      cause: "read.none",
      concept: "no-token-sent",
    },
    {
      name: "says something else",
      text: `${connected}s.sendall(b"hello")\n`,
      status: "fail",
      cause: "read.wrong",
      concept: "wrong-token",
    },
    {
      name: "says half of it",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"][:5].encode())\n`,
      status: "fail",
      cause: "read.short",
      concept: "partial-token",
    },
    {
      name: "resets the connection",
      text: `${connected}import struct\ns.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))\ns.sendall(os.environ["DRILL_TOKEN"].encode())\nwhile c := s.recv(99): print(c.decode(), end="")\ns.close()\n`,
      status: "fail",
      cause: "close.wrong",
      concept: "wrong-close",
    },
    {
      name: "exits with 3",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"].encode())\nwhile c := s.recv(99): print(c.decode(), end="")\nsys.exit(3)\n`,
      status: "fail",
      cause: "exit.code",
      concept: "wrong-exit",
    },
    { name: "aborts", text: "import os; os.abort()\n", status: "fail", cause: "crash", concept: "crashes" },
    {
      name: "floods the server",
      text: `${connected}\ntry:\n  while True: s.sendall(b"x" * 65536)\nexcept OSError: pass\n`,
      status: "fail",
      cause: "read.wrong",
      concept: "wrong-token",
    },
    {
      name: "goes to UDP",
      text: `import os, socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", (os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))\n`,
      status: "fail",
      cause: "reach.protocol",
      concept: "wrong-protocol",
    },
  ])("$name: $concept", async ({ text, status, cause, concept }) => {
    const attempt = await run("python", text, {
      limits: { ...short, ...(concept === "hangs" ? { wallMs: 1000 } : {}) },
    });

    expect(attempt.verdict).toMatchObject({ status, cause, concept });
    expect(attempt.ms).toBeLessThan(9000);
  });

  test.each(cages)("in the cage %s a daemon does not survive", async (cage) => {
    if (cage !== "group" && findTool(cage) === undefined) return;
    const daemon = `import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(3): os.close(fd)
        time.sleep(60)
    os._exit(0)
print("done")
`;
    const attempt = await run("python", daemon, { cage });

    expect(attempt.cage).toBe(cage);
    expect(attempt.stdout.toString()).toBe("done\n");
    expect(leftovers()).toEqual([]);
  });

  test.each(cages)("in the cage %s a right program passes and signals act", async (cage) => {
    if (cage !== "group" && findTool(cage) === undefined) return;
    const file = `${decks}/sockets/read-loop/solution.py`;
    const right = await runDrill({ drill: readLoop, language: language("python"), file, seed: 5, cage });
    const killed = await run("python", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)", { cage });

    expect(right.verdict.status).toBe("pass");
    expect(killed.verdict).toMatchObject({ concept: "crashes" });
    expect(killed.verdict.checks[1]?.message).toBe("ended by SIGTERM");
  });

  test("a time-out says what both sides wait for", async () => {
    const attempt = await run("python", `${connected}s.recv(10)\n`);

    expect(attempt.verdict).toMatchObject({ concept: "no-token-sent", cause: "read.none" });
    expect(attempt.verdict.checks.find((check) => check.status === "fail")?.message).toBe(
      "you are blocked in recvfrom(fd 3, your socket); the server waits for your token (0 bytes came)",
    );
    expect(attempt.ms).toBeLessThan(9000);
  });

  test.concurrent.each([
    {
      name: "asyncio",
      text: `import asyncio, os\nasync def main():\n    r, w = await asyncio.open_connection(os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"]))\n    w.write(os.environ["DRILL_TOKEN"].encode())\n    print((await r.read()).decode())\n    w.close()\nasyncio.run(main())\n`,
    },
    {
      name: "a time-out on the socket",
      text: `${connected}s.settimeout(5)\ns.sendall(os.environ["DRILL_TOKEN"].encode())\nwhile c := s.recv(99): print(c.decode(), end="")\n`,
    },
    {
      name: "a thread that reads",
      text: `${connected}import threading\ndef read():\n    while c := s.recv(99): print(c.decode(), end="")\nt = threading.Thread(target=read)\nt.start()\ns.sendall(os.environ["DRILL_TOKEN"].encode())\nt.join()\n`,
    },
    {
      name: "a child that reads",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"].encode())\npid = os.fork()\nif pid == 0:\n    while c := s.recv(99): print(c.decode(), end="", flush=True)\n    os._exit(0)\nos.waitpid(pid, 0)\n`,
    },
    {
      name: "a half-close before reading",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"].encode())\ns.shutdown(socket.SHUT_WR)\nwhile c := s.recv(99): print(c.decode(), end="")\n`,
    },
    {
      name: "tries on a non-blocking socket",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"].encode())\ns.setblocking(False)\nwhile True:\n    try:\n        c = s.recv(99)\n    except BlockingIOError:\n        time.sleep(0.001)\n        continue\n    if not c: break\n    print(c.decode(), end="")\n`,
    },
    {
      name: "one byte at a time",
      text: `${connected}s.sendall(os.environ["DRILL_TOKEN"].encode())\nwhile c := s.recv(1): print(c.decode(), end="")\n`,
    },
  ])("$name is a right way to read", async ({ text }) => {
    expect((await run("python", text, { drill: readLoop })).verdict).toMatchObject({ status: "pass" });
  });

  test("an interrupt in the middle of a run ends it", async () => {
    const stop = new AbortController();
    const running = run("python", `${connected}print("up", flush=True)\ntime.sleep(60)\n`, { signal: stop.signal });
    setTimeout(() => stop.abort(), 400);

    expect((await running).ms).toBeLessThan(9000);
  });
});

test("a shell line is judged by the wire, whatever tool it names", async () => {
  const line = `bash -c 'exec 3<>/dev/tcp/$DRILL_HOST/$DRILL_PORT; printf %s "$DRILL_TOKEN" >&3; cat <&3'\n`;
  if (findTool("bash") === undefined) return;
  const attempt = await run("shell", line, { drill: socatLab, transport: "tcp4" });

  expect(attempt.verdict.status).toBe("pass");
});

test("the cage is named", () => {
  expect(cages).toContain(chooseCage());
});
