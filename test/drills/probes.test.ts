import { existsSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { hasIpv6 } from "../../src/echo/address.ts";
import type { Transport } from "../../src/model.ts";
import type { Probe } from "../../src/probes.ts";
import { drillOf, leftovers } from "./drills.ts";
import { head, python, right, run } from "./servers.ts";

/** Each probe against a program that is right, and against those that it is there for. */

const hasPython = (await findToolchain(python)) !== undefined;
const hasProc = existsSync("/proc/self/syscall");
const isRoot = process.getuid?.() === 0;

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const forking = (more: string): string => `${head}${more}
s = door()
while True:
    c = s.accept()[0]
    if os.fork() == 0:
        s.close()
        serve(c)
        os._exit(0)
    c.close()
`;
/** One loop, with room for so many bytes of a client that does not read. */
const looping = (room: number): string => `${head}import selectors
sel = selectors.DefaultSelector()
s = door()
s.setblocking(False)
sel.register(s, 1, None)
def events(q): return (1 if len(q) < ${room} else 0) | (2 if q else 0)
while True:
    for key, mask in sel.select():
        if key.data is None:
            c = s.accept()[0]
            c.setblocking(False)
            sel.register(c, 1, bytearray())
            continue
        c, q = key.fileobj, key.data
        try:
            if mask & 1:
                d = c.recv(65536)
                if not d: raise OSError
                q += d
            if q: del q[:c.send(q)]
        except BlockingIOError: pass
        except OSError:
            sel.unregister(c)
            c.close()
            continue
        if events(q): sel.modify(c, events(q), q)
`;
const graceful = (more: { readonly exit?: string; readonly close?: string } = {}): string => `${head}
s = door()
guests = []
def stop(*_): raise InterruptedError
signal.signal(signal.SIGTERM, stop)
try:
    while True:
        guests.append(threading.Thread(target=serve, args=[s.accept()[0]]))
        guests[-1].start()
except InterruptedError: pass
${more.close ?? "s.close()"}
for g in guests: g.join()
sys.exit(${more.exit ?? "0"})
`;
const at = (host: string, more = ""): string =>
  `${head}s = socket.create_server(("${host}", int(os.environ["DRILL_PORT"]))${more})\nthreads(s)\n`;
const greeting = (what: string, mask = "0"): string => `${head}import struct
os.umask(${mask})
s = door()
while True:
    with s.accept()[0] as c:
        pid, uid, gid = struct.unpack("3i", c.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        c.sendall(f"{${what}}\\n".encode())
`;
const chat = (others: string, whole = true): string => `${head}lock = threading.Lock()
room = []
def heard(c):
    try: return c.recv(4096)
    except ConnectionResetError: return b""
def talk(c):
    part = b""
    while d := heard(c):
        part += d
        line, nl, rest = ${whole ? 'part.rpartition(b"\\n")' : '(part, b"", b"")'}
        part = rest
        with lock:
            for o in ${others}: o.sendall(line + nl)
    with lock: room.remove(c)
    c.close()
s = door()
while True:
    c = s.accept()[0]
    with lock: room.append(c)
    threading.Thread(target=talk, args=[c], daemon=True).start()
`;
const selecting = (atEnd: string, patience = "None"): string => `${head}import select
cs = [door()]
while True:
    for c in select.select(cs, [], [], ${patience})[0]:
        if c is cs[0]: cs.append(c.accept()[0])
        elif d := c.recv(65536): c.sendall(d)
        else: ${atEnd}
`;
const datagrams = (loop: string): string => `${head}
s = socket.socket(socket.AF_INET6 if t == "udp6" else socket.AF_INET, socket.SOCK_DGRAM)
s.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
${loop}
`;
const echoes = datagrams("while True: s.sendto(*s.recvfrom(65536))");

type Row = {
  readonly probe: Probe;
  readonly name: string;
  readonly text: string;
  readonly concept: string | undefined;
  readonly said?: RegExp;
  readonly transport?: Transport;
};

const cases: readonly Row[] = [
  { probe: "rst", name: "threads", text: right, concept: undefined },
  { probe: "rst", name: "threads over a path", text: right, concept: undefined, transport: "unix-stream" },
  {
    probe: "rst",
    name: "an error ends it",
    text: `${head}s = door()\nwhile True:\n    with s.accept()[0] as c:\n        while d := c.recv(4096): c.sendall(d)\n`,
    concept: "dies-with-client",
    said: /your server had ended \(exit 1: ConnectionResetError/,
  },
  { probe: "slow-reader", name: "threads", text: right, concept: undefined },
  { probe: "slow-reader", name: "threads over a path", text: right, concept: undefined, transport: "unix-stream" },
  { probe: "slow-reader", name: "a loop that stops reading", text: looping(65536), concept: undefined },
  { probe: "slow-reader", name: "a loop that keeps it all", text: looping(1e12), concept: "hoards", said: /64 MiB/ },
  {
    probe: "slow-reader",
    name: "one after the other",
    text: `${head}s = door()\nwhile True: serve(s.accept()[0])\n`,
    concept: "blocks-on-writer",
    said: /client \d does not read; then client \d sent 16 bytes, and none came back; you are blocked in (sendto|write)\(/,
  },
  {
    probe: "slow-reader",
    name: "drops what it cannot send",
    text: right
      .replace("c.sendall(d)", "(c.setblocking(False), c.send(d), c.setblocking(True))")
      .replace(
        "except OSError: pass",
        "except BlockingIOError: c.setblocking(True); serve(c)\n        except OSError: pass",
      ),
    concept: "partial-echo",
  },
  { probe: "many", name: "a loop", text: looping(65536), concept: undefined },
  { probe: "many", name: "threads", text: right, concept: "task-each", said: /processes and threads/ },
  {
    probe: "many",
    name: "room for a hundred",
    text: looping(65536).replace(
      "c = s.accept()[0]",
      "c = s.accept()[0]\n            if len(sel.get_map()) > 100: c.close(); continue",
    ),
    concept: "few-clients",
    said: /200 clients are inside and silent/,
  },
  {
    probe: "zombies",
    name: "ignores its children",
    text: forking("signal.signal(signal.SIGCHLD, signal.SIG_IGN)"),
    concept: undefined,
  },
  {
    probe: "zombies",
    name: "collects when the next one comes",
    text: forking("")
      .replace("    c.close()", "    c.close()\n    while os.waitpid(-1, os.WNOHANG)[0]: pass")
      .replace("while True:\n    c = s", "while True:\n    c = s"),
    concept: undefined,
  },
  {
    probe: "zombies",
    name: "does not collect",
    text: forking(""),
    concept: "zombies",
    said: /1[0-2] of its children are zombies/,
  },
  { probe: "zombies", name: "has no children", text: right, concept: undefined },
  {
    probe: "zombies",
    name: "collects one for each that comes",
    text: forking("").replace("    c.close()\n", "    c.close()\n    if os.waitpid(-1, os.WNOHANG): pass\n"),
    concept: "zombies",
  },
  {
    probe: "zombies",
    name: "has children that go on",
    text: forking("signal.signal(signal.SIGCHLD, signal.SIG_IGN)")
      .replace("        s.close()\n", "")
      .replace("        os._exit(0)\n", ""),
    concept: "children-stay",
    said: /^11 clients have left, and it has \d+ processes more/,
  },
  { probe: "alone", name: "sets SO_REUSEADDR", text: right, concept: undefined },
  { probe: "alone", name: "sets SO_REUSEPORT", text: right.replace("REUSEADDR", "REUSEPORT"), concept: "shares-port" },
  { probe: "sigterm", name: "joins its threads", text: graceful(), concept: undefined },
  {
    probe: "sigterm",
    name: "joins its threads over a path",
    text: graceful(),
    concept: undefined,
    transport: "unix-stream",
  },
  {
    probe: "sigterm",
    name: "does not know of it",
    text: right,
    concept: "cuts-clients",
    said: /your server had ended \(SIGTERM\)/,
  },
  {
    probe: "sigterm",
    name: "wants to hear nothing of it",
    text: right.replace("threads(door())", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nthreads(door())"),
    concept: "ignores-sigterm",
    said: /you are blocked in accept/,
  },
  { probe: "sigterm", name: "keeps the door open", text: graceful({ close: "" }), concept: "still-open" },
  {
    probe: "sigterm",
    name: "says that it failed",
    text: graceful({ exit: "3" }),
    concept: "wrong-exit",
    said: /exit 3/,
  },
  {
    probe: "sigterm",
    name: "crashes in its handler",
    text: right.replace("threads(door())", "signal.signal(signal.SIGTERM, lambda *_: os.abort())\nthreads(door())"),
    concept: "crashes",
  },
  {
    probe: "restart",
    name: "sets SO_REUSEADDR after bind",
    text: right
      .replace("if reuse:", "if 0:")
      .replace("    s.listen(16)", "    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n    s.listen(16)"),
    concept: "no-reuseaddr",
    said: /in use/,
  },
  {
    probe: "restart",
    name: "finds a lock that it left",
    text: right.replace("threads(door())", "open('lock', 'x')\nthreads(door())"),
    concept: "no-restart",
    said: /File exists/,
  },
  { probe: "loopback", name: "its own address", text: right, concept: undefined },
  {
    probe: "loopback",
    name: "every address",
    text: at("0.0.0.0"),
    concept: "binds-everywhere",
    said: /127\.0\.0\.2.*0\.0\.0\.0/,
  },
  { probe: "loopback", name: "datagrams at its own", text: echoes, concept: undefined, transport: "udp4" },
  {
    probe: "loopback",
    name: "datagrams at every one",
    text: echoes.replaceAll('os.environ["DRILL_HOST"]', '""'),
    concept: "binds-everywhere",
    transport: "udp4",
  },
  {
    probe: "credentials",
    name: "asks the kernel",
    text: greeting("uid"),
    concept: undefined,
    transport: "unix-stream",
  },
  {
    probe: "credentials",
    name: "tells the process",
    text: greeting("pid + 70000"),
    concept: "wrong-credentials",
    transport: "unix-stream",
  },
  {
    probe: "credentials",
    name: "says nothing",
    text: right,
    concept: "wrong-credentials",
    transport: "unix-stream",
    said: /told nothing/,
  },
  {
    probe: "credentials",
    name: "leaves the umask",
    text: greeting("uid", "0o022"),
    concept: "file-mode",
    transport: "unix-stream",
    said: /0755/,
  },
  {
    probe: "credentials",
    name: "forgets the newline",
    text: greeting("uid").replace("\\n", ""),
    concept: "wrong-credentials",
    transport: "unix-stream",
    said: /was told "\d+"/,
  },
  {
    probe: "credentials",
    name: "takes its file away after two",
    text: greeting("uid")
      .replace("while True:\n    with", "for i in range(2):\n    with")
      .replace("        c.sendall", '        if i == 1: os.unlink(os.environ["DRILL_PATH"])\n        c.sendall'),
    concept: "one-client",
    transport: "unix-stream",
    said: /file is gone/,
  },
  { probe: "broadcast", name: "to all others", text: chat("[o for o in room if o is not c]"), concept: undefined },
  {
    probe: "broadcast",
    name: "one line a read",
    text: chat("[o for o in room if o is not c]").replace("rpartition", "partition"),
    concept: "mixes-lines",
    said: /instead of ".* \\n\\n.* \\n"/,
  },
  {
    probe: "broadcast",
    name: "does not expect a reset",
    text: chat("[o for o in room if o is not c]").replace("ConnectionResetError", "ZeroDivisionError"),
    concept: "dies-with-client",
  },
  {
    probe: "broadcast",
    name: "says what was left unfinished",
    text: chat("[o for o in room if o is not c]").replace(
      "    with lock: room.remove(c)",
      "    with lock:\n        room.remove(c)\n        for o in room: o.sendall(part)",
    ),
    concept: "mixes-lines",
    said: /a client has left, and client 1 heard/,
  },
  { probe: "broadcast", name: "to all", text: chat("room"), concept: "echoes-author" },
  { probe: "broadcast", name: "to its author", text: chat("[c]"), concept: "no-broadcast" },
  {
    probe: "broadcast",
    name: "what one read returned",
    text: chat("[o for o in room if o is not c]", false),
    concept: "mixes-lines",
  },
  {
    probe: "broadcast",
    name: "to those who have left, too",
    text: chat("[o for o in room if o is not c]").replace("    with lock: room.remove(c)\n", ""),
    concept: "dies-with-client",
  },
  { probe: "echo", name: "datagrams", text: echoes, concept: undefined, transport: "udp4" },
  { probe: "big", name: "datagrams", text: echoes, concept: undefined, transport: "udp4" },
  {
    probe: "big",
    name: "short datagrams",
    text: echoes.replaceAll("65536", "1024"),
    concept: "partial-echo",
    transport: "udp4",
  },
  { probe: "no-spin", name: "lets go of who has left", text: selecting("cs.remove(c); c.close()"), concept: undefined },
  { probe: "no-spin", name: "keeps who has left", text: selecting("pass"), concept: "spins-at-end" },
  {
    probe: "no-spin",
    name: "asks everybody",
    text: selecting("cs.remove(c); c.close()", "0"),
    concept: "spins",
  },
  { probe: "no-spin", name: "datagrams", text: echoes, concept: undefined, transport: "udp4" },
  { probe: "restart", name: "datagrams", text: echoes, concept: undefined, transport: "udp4" },
  { probe: "senders", name: "each its own", text: echoes, concept: undefined, transport: "udp4" },
  {
    probe: "senders",
    name: "the first one",
    text: datagrams(
      "first = None\nwhile True:\n    d, a = s.recvfrom(65536)\n    first = first or a\n    s.sendto(d, first)",
    ),
    concept: "one-client",
    transport: "udp4",
  },
  {
    probe: "senders",
    name: "the last one",
    text: datagrams(
      "n = 0\nwhile True:\n    d, a = s.recvfrom(65536)\n    n += 1\n    if n == 1: s.sendto(d, a)\n    elif n % 2 == 0: e = d\n    else: s.sendto(e, a); s.sendto(d, a)",
    ),
    concept: "wrong-sender",
    transport: "udp4",
  },
  {
    probe: "second-client",
    name: "connected to the first",
    text: datagrams("d, a = s.recvfrom(9999)\ns.connect(a)\nwhile True:\n    s.send(d)\n    d = s.recv(9999)"),
    concept: "one-client",
    transport: "udp4",
  },
  { probe: "empty", name: "sends it back", text: echoes, concept: undefined, transport: "udp4" },
  {
    probe: "empty",
    name: "ends at it",
    text: datagrams("while True:\n    d, a = s.recvfrom(9999)\n    if not d: break\n    s.sendto(d, a)"),
    concept: "empty-is-end",
    transport: "udp4",
    said: /ended \(exit 0\)/,
  },
  {
    probe: "empty",
    name: "passes it over",
    text: datagrams("while True:\n    d, a = s.recvfrom(9999)\n    if d: s.sendto(d, a)"),
    concept: "empty-is-end",
    transport: "udp4",
    said: /the next one was answered/,
  },
];

describe.skipIf(!hasPython || !hasProc)("the probe", () => {
  test.concurrent.each(cases)("$probe: $name: $concept", async ({ probe, text, concept, said, transport = "tcp4" }) => {
    const { verdict } = await run([probe], text, { transport });
    const failed = verdict.checks.find((check) => check.status === "fail");

    expect(verdict.concept, failed?.message).toBe(concept);
    if (said !== undefined) expect(failed?.message).toMatch(said);
  });

  const dual = (only: boolean): string => `${head}
s = socket.socket(socket.AF_INET6)
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, ${only ? 1 : 0})
s.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
s.listen()
threads(s)
`;
  test.concurrent.each([
    { name: "one socket for both", text: dual(false), concept: undefined, said: /^$/ },
    {
      name: "IPv6 only",
      text: dual(true),
      concept: "one-family",
      said: /refused at 127\.0\.0\.1: it listens at \[::\]/,
    },
    { name: "IPv4 only", text: at("0.0.0.0"), concept: "one-family", said: /refused at ::1/ },
    {
      name: "a socket for each",
      text: `${dual(true).replace(/threads\(s\)\n$/, "threading.Thread(target=threads, args=[s]).start()\n")}${at("127.0.0.1").slice(head.length)}`,
      concept: undefined,
      said: /^$/,
    },
    {
      name: "no echo over either",
      text: dual(false).replace(/threads\(s\)\n$/, "signal.pause()"),
      concept: "no-echo",
      said: /none came back/,
    },
  ])("both-families: $name: $concept", async ({ text, concept, said }) => {
    if (!hasIpv6()) return;
    const { verdict } = await run(["both-families"], text, { transport: "tcp6" });
    const message = verdict.checks.find((check) => check.status === "fail")?.message ?? "";

    expect(verdict.concept, message).toBe(concept);
    expect(message).toMatch(said);
  });

  test.skipIf(!isRoot)("credentials: who tells its own user is found out by somebody else's", async () => {
    const { verdict } = await run(["credentials"], greeting("os.getuid()"), { transport: "unix-stream" });

    expect(verdict).toMatchObject({ concept: "own-credentials", cause: "credentials" });
  });

  test.each(["bwrap", "unshare", "group"] as const)("sigterm reaches the program in the cage %s", async (cage) => {
    if (cage !== "group" && findTool(cage) === undefined) return;

    expect((await run(["sigterm"], graceful(), { cage })).verdict.status).toBe("pass");
    expect((await run(["sigterm"], right, { cage })).verdict.concept).toBe("cuts-clients");
  });

  test("idle-other: who has ended keeps nobody waiting", async () => {
    const text = forking("signal.signal(signal.SIGCHLD, lambda *_: sys.exit(7))");
    const { verdict } = await run(["second-client", "idle-other"], text);

    expect(["one-client", "dies-with-client"]).toContain(verdict.concept);
  });

  test("behind sigterm the server is started again", async () => {
    const { verdict } = await run(["sigterm", "echo", "sigterm", "restart"], graceful());

    expect(verdict.checks.map(({ name, status }) => `${name} ${status}`).slice(3)).toEqual([
      "sigterm pass",
      "echo pass",
      "sigterm pass",
      "restart pass",
    ]);
  });

  test("that listens for IPv6 where IPv4 was asked for has the wrong family", async () => {
    const text = `${head}s = socket.create_server(("::1", int(os.environ["DRILL_PORT"])), family=socket.AF_INET6)\nthreads(s)\n`;

    expect((await run(["echo"], text)).verdict).toMatchObject({ concept: "wrong-family", cause: "reach.family" });
  });
});

test.each([
  { transport: "udp4", probe: "half-close" },
  { transport: "tcp4", probe: "senders" },
  { transport: "tcp6", probe: "loopback" },
  { transport: "tcp4", probe: "both-families" },
  { transport: "tcp4", probe: "credentials" },
  { transport: "[unix-stream, unix-abstract]", probe: "credentials" },
])("the probe $probe does not go with $transport", ({ transport, probe }) => {
  const text = `{id: a-server, role: server, transport: ${transport}, probe: [echo, ${probe}]}`;

  expect(() => drillOf(text)).toThrow(`the probe ${probe} does not go with`);
});
