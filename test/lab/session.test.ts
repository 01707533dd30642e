import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errnoNames, meaningOf } from "../../src/lab/errno.ts";
import { runProgram } from "../../src/lab/program.ts";
import { startActor } from "../../src/lab/actor-process.ts";
import { openSession, type Session } from "../../src/lab/session.ts";
import { crossings } from "../../src/lab/wire.ts";
import { stepBlock } from "../../src/terminal/lab/blocks.ts";
import { missingLibc } from "../../src/libc/libc.ts";

const here = test.skipIf(missingLibc() !== undefined);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync("/tmp/cards-lab-test-");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened = (actors = ["a", "b"]): Promise<Session> => openSession({ actors, folder: mkdtempSync(`${folder}/`) });

/** `3`, `EAGAIN`, `blocks`, `2 "he"`, or why it was refused. */
async function outcomes(session: Session, program: string): Promise<string[]> {
  const moves = await runProgram(session, program.split("\n"));
  return moves.map(({ result }) => {
    if (result.kind === "blocked") return "blocks";
    if (result.kind !== "returned") return result.kind === "refused" ? `refused: ${result.message}` : result.kind;
    return (
      result.errno ??
      (result.data === undefined ? String(result.value) : `${result.value} ${JSON.stringify(result.data.toString())}`)
    );
  });
}

here("two processes meet: descriptors, a wake, errors and bytes are the kernel's", async () => {
  await using session = await opened();

  const seen = await outcomes(
    session,
    `fd = socket(AF_UNIX, SOCK_STREAM, 0)
     accept(fd)
     listen(99, 1)
     bind(fd, unix:{path})
     listen(fd, 1)
     c = accept(fd)
     b: s = socket(AF_UNIX, SOCK_STREAM)
     b: connect(s, unix:{path})
     b: write(s, "hello")
     read(c, 2)
     read(c, 100)
     x = socket(AF_UNIX, SOCK_STREAM)
     bind(x, unix:{path})
     fcntl(fd, F_SETFL, O_NONBLOCK)
     accept(fd)
     read(c, 1)
     b: close(s)
     write(c, "x")
     close(c)
     socket(AF_INET, SOCK_DGRAM)`,
  );

  expect(seen.join(" | ")).toBe(
    '3 | EINVAL | EBADF | 0 | 0 | blocks | 3 | 0 | 5 | 2 "he" | 3 "llo" | 5 | EADDRINUSE | 0 | EAGAIN | ' +
      "blocks | 0 | EPIPE | 0 | 4",
  );
  expect(session.wakes.map(({ step, during, result }) => [step, during, result])).toEqual([
    [5, 7, expect.objectContaining({ value: 4, errno: undefined })],
    [15, 16, expect.objectContaining({ value: 0 })],
  ]);
  expect(
    crossings(session.steps, session.wakes).map(({ kind, from, to, length }) => `${kind} ${from} ${to} ${length}`),
  ).toEqual([
    "connect b:3 a:3 0",
    "accept a:4 b:3 0",
    "data b:3 a:4 5",
    "take a:4 b:3 2",
    "take a:4 b:3 3",
    "close b:3 a:4 0",
    "take a:4 b:3 0",
    "pipe a:4 b:3 0",
    "close a:4 b:3 0",
  ]);
});

here("an address travels from one process to the other by its name; a descriptor does not", async () => {
  await using session = await opened();

  const seen = await outcomes(
    session,
    `t = socket(AF_INET, SOCK_STREAM)
     bind(t, 127.0.0.1:0)
     listen(t, 5)
     place = getsockname(t)
     b: c = socket(AF_INET, SOCK_STREAM)
     b: connect(c, place)
     b: listen(t, 5)
     d = accept(t)
     b: nothing(c)`,
  );

  expect(seen).toEqual([
    "3",
    "0",
    "0",
    "0",
    "3",
    "0",
    "refused: t is a descriptor of a",
    "4",
    'refused: unknown call "nothing"',
  ]);
});

here("a message of several parts is one message, and is read into several places", async () => {
  await using session = await opened();

  const seen = await outcomes(
    session,
    `u = socket(AF_UNIX, SOCK_DGRAM)
     bind(u, unix:{path})
     b: v = socket(AF_UNIX, SOCK_DGRAM)
     b: connect(v, unix:{path})
     b: sendmsg(v, "head" + "body" * 2 + "!")
     recvmsg(u, 4 + 100)
     b: sendmsg(v, "too long")
     recvmsg(u, 1 + 2)
     recvmsg(u, 8, MSG_DONTWAIT)`,
  );

  expect(seen).toEqual(["3", "0", "3", "0", "13", '13 "headbodybody!"', "8", '3 "too"', "EAGAIN"]);
  const look = { width: 80, color: false };
  const told = session.steps.flatMap((step) => stepBlock(step, look)).filter((line) => line.startsWith("  = "));
  expect(told[5]).toBe('  = 13 "head" + "bodybody!"');
  // MSG_TRUNC tells that there was more.
  expect(told[7]).toBe('  = 3 "t" + "oo" MSG_TRUNC');
  const sent = crossings(session.steps, session.wakes).filter(({ kind }) => kind === "data");
  expect(sent.map(({ data }) => data?.toString())).toEqual(["headbodybody!", "too long"]);
});

here("a descriptor goes with a message, and is the same socket under another number", async () => {
  await using session = await opened();

  const seen = await outcomes(
    session,
    `fd = socket(AF_UNIX, SOCK_STREAM)
     bind(fd, unix:{path})
     listen(fd, 1)
     b: s = socket(AF_UNIX, SOCK_STREAM)
     b: connect(s, unix:{path})
     c = accept(fd)
     x, y = socketpair(AF_UNIX, SOCK_STREAM)
     sendmsg(c, "take it", 0, x)
     b: n, d = recvmsg(s, 100)
     b: write(d, "through it")
     read(y, 100)
     b: n, e = recvmsg(s, 100, MSG_DONTWAIT)
     b: close(e)
     sendmsg(c, "no", 0, 1)
     sendmsg(c, "no", 0, 77)`,
  );

  expect(seen.slice(6)).toEqual([
    "5",
    "7",
    '7 "take it"',
    "10",
    '10 "through it"',
    "EAGAIN",
    "EBADF",
    "refused: descriptor 1 is the lab's own",
    "EBADF",
  ]);
  expect(session.steps[8]?.result).toMatchObject({ value: 7, second: 4 });
});

const refusals: readonly (readonly [string, string])[] = [
  ["close(1)", "descriptor 1 is the lab's own"],
  ["read(0, 10)", "descriptor 0 is the lab's own"],
  ["shutdown(30, SHUT_RDWR)", "descriptor 30 is the lab's own"],
  ["socket(17, SOCK_RAW, 0)", "the lab makes no sockets of this family"],
  ["socket(AF_INET, SOCK_RAW, 255)", "the lab does not speak this protocol"],
  ["setsockopt(3, SOL_SOCKET, 25, 0)", "the lab does not set this option"],
  ["fcntl(3, F_DUPFD, 0)", "the lab does not know this command"],
  ["read(3, 99999999)", "99999999 is no size for the lab"],
  ['write(3, "x" * 99999999)', "this is longer than 8388608 bytes"],
  ["unlink(@name)", "only the file of a Unix socket can be removed"],
  ["bind(3)", "too few arguments"],
  ['write(3, "a" + "b")', '"+" means nothing here'],
  ["recvmsg(3, 1000000 + 1000000)", "2000000 is no size for the lab"],
  ['sendmsg(3, "x" * 8000000 + "x" * 8000000)', "this is longer than 8388608 bytes"],
  [`sendmsg(3, ${Array(17).fill('"x"').join(" + ")})`, "more than 16 parts"],
  ["z: close(3)", "nobody is called z"],
];

here("what leads out of the lab, or makes no sense, never reaches the kernel", async () => {
  await using session = await opened(["a"]);

  expect(await outcomes(session, refusals.map(([line]) => line).join("\n"))).toEqual(
    refusals.map(([, message]) => `refused: ${message}`),
  );
});

here("a call with a time-out of its own comes back by itself", async () => {
  await using session = await opened(["a"]);
  const seen = await outcomes(session, "u = socket(AF_INET, SOCK_DGRAM)\nbind(u, 127.0.0.1:0)\npoll(u, POLLIN, 200)\n");

  expect(seen.at(-1)).toBe("blocks");
  expect(session.wakes.map(({ result }) => result)).toMatchObject([{ value: 0 }]);
});

here("who sleeps takes no line until interrupted, and then begins anew", async () => {
  await using session = await opened(["a"]);
  await outcomes(session, "fd = socket(AF_UNIX, SOCK_DGRAM)\nbind(fd, unix:{path})\nread(fd, 9)");

  expect(session.blockedIn("a")).toBe("read");
  expect(await session.run("a", "close(fd)")).toMatchObject({ kind: "refused", isAsleep: true });
  await session.interrupt("a");
  expect(await session.settle()).toMatchObject([{ step: 2, result: { kind: "ended" } }]);
  expect(await outcomes(session, "close(fd)\nsocket(AF_UNIX, SOCK_DGRAM)")).toEqual([
    "refused: nothing is called fd yet",
    "3",
  ]);
});

here("nothing of a session is left, even if its processes sleep", async () => {
  const end = new AbortController();
  const session = await openSession({ actors: ["a", "b"], folder, signal: end.signal });
  await outcomes(
    session,
    "fd = socket(AF_UNIX, SOCK_DGRAM)\nb: u = socket(AF_INET, SOCK_DGRAM)\nb: bind(u, 127.0.0.1:0)\nb: read(u, 1)",
  );
  end.abort();
  await session[Symbol.asyncDispose]();

  expect(await session.run("a", "close(fd)")).toEqual({ kind: "ended" });
  expect(actorsOf(process.pid)).toEqual([]);
});

here("actors end with their session's process, even by kill -9 and asleep", async () => {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  const host = spawn(process.execPath, [main, "lab", "--home", folder], { stdio: ["pipe", "pipe", "inherit"] });
  host.stdin.write("fd = socket(AF_UNIX, SOCK_DGRAM)\nbind(fd, unix:{path})\nread(fd, 9)\n");
  let told = "";
  for await (const piece of host.stdout) if ((told += String(piece)).includes("sleeps in read")) break;
  const actors = actorsOf(host.pid ?? 0);
  host.kill("SIGKILL");
  await once(host, "exit");

  expect(actors).toHaveLength(2);
  await expect.poll(() => actors.filter((pid) => isAlive(pid))).toEqual([]);
});

here("an actor's own descriptors stand above those that its calls will get", async () => {
  const actor = await startActor();
  const low = readdirSync(`/proc/${actor.pid}/fd`)
    .map(Number)
    .filter((fd) => fd < 27);
  const inside = low
    .map((fd) => readlinkSync(`/proc/${actor.pid}/fd/${fd}`))
    .filter((target) => target.startsWith("anon_inode"));
  await actor.end();

  expect({ low, inside }).toEqual({ low: [0, 1, 2], inside: [] });
});

describe("every errno", () => {
  test.each(errnoNames)("%s is the kernel's, and has a sentence", (name) => {
    const lacking = ["ESOCKTNOSUPPORT", "ESHUTDOWN"];
    expect(Object.hasOwn(constants.errno, name) || lacking.includes(name)).toBe(true);
    expect(meaningOf(name, "bind")).toEqual({
      text: expect.stringMatching(/^[a-z].{8,}[^.]$/) as string,
      man: "man 2 bind",
    });
  });
});

/** Processes whose parent this is, and that are actors. */
function actorsOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const isChild = new RegExp(`^PPid:\\t${parent}$`, "m").test(readText(`/proc/${pid}/status`));
      return isChild && readText(`/proc/${pid}/cmdline`).includes("actor-child");
    });
}

function isAlive(pid: number): boolean {
  return readText(`/proc/${pid}/cmdline`).includes("actor-child");
}

/** A process may end while it is looked at. */
function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
