import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Libc } from "../../src/libc/calls.ts";
import { constantsOfC } from "../../src/libc/constants.ts";
import { entryPath } from "../../src/libc/entry.ts";
import { errnoName, errnoNumber } from "../../src/libc/errno.ts";
import { openLibc } from "../../src/libc/libc.ts";
import { decodeControl, encodeControl } from "../../src/libc/message.ts";
import { decodeSockaddr, encodeSockaddr, type Sockaddr } from "../../src/libc/sockaddr.ts";

const libc = openLibc();
const folder = mkdtempSync(join(tmpdir(), "cards-libc-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const C = constantsOfC;
const names = Object.keys(C);

test.each([
  [11, "EAGAIN"],
  [95, "EOPNOTSUPP"],
  [94, "ESOCKTNOSUPPORT"],
  [98, "EADDRINUSE"],
  [35, "EDEADLK"],
  [4711, "errno 4711"],
])("errno %i is called %s", (number, name) => {
  expect(errnoName(number)).toBe(name);
  expect(errnoNumber(name)).toBe(name.startsWith("errno") ? undefined : number);
});

test.each<[string, Sockaddr, number]>([
  ["IPv4", { family: "inet", host: "127.0.0.1", port: 7411 }, 16],
  ["IPv6", { family: "inet6", host: "::1", port: 65535 }, 28],
  ["a mapped address", { family: "inet6", host: "::ffff:127.0.0.1", port: 1 }, 28],
  ["a long IPv6 address", { family: "inet6", host: "2001:db8:1:2:3:4:5:6", port: 80 }, 28],
  ["no IPv6 address", { family: "inet6", host: "::", port: 0 }, 28],
  ["a path", { family: "unix", path: "/tmp/a.sock" }, 14],
  ["an abstract name", { family: "unix", path: "@name" }, 7],
  ["no name", { family: "unix", path: "" }, 2],
])("%s survives encoding and decoding", (_, address, length) => {
  const bytes = encodeSockaddr(address);

  expect(bytes).toHaveLength(length);
  expect(decodeSockaddr(bytes)).toEqual(address);
});

test("what travels beside a message survives encoding and decoding", () => {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some));
  const control = fc.oneof(
    fc.record({ kind: fc.constant("rights" as const), descriptors: fc.array(fc.nat(1000)) }),
    fc.record({ kind: fc.constant("credentials" as const), pid: fc.nat(), uid: fc.nat(), gid: fc.nat() }),
    fc.record({ kind: fc.constant("other" as const), level: fc.constant(41), type: fc.nat(99), bytes }),
  );
  fc.assert(
    fc.property(fc.array(control), (controls) => {
      expect(decodeControl(encodeControl(controls))).toEqual(controls);
    }),
  );
});

test("the path of a child program is that of its source", () => {
  expect(existsSync(entryPath("libc/entry.ts"))).toBe(true);
});

describe.skipIf(typeof libc === "string")("the C library", () => {
  const c = libc as Libc;
  const pairOf = (type: number): readonly [number, number] => {
    const { descriptors } = c.socketpair(C.AF_UNIX, type, 0);
    if (descriptors === undefined) throw new Error("no pair");
    return descriptors;
  };

  test.each([
    ["listen on no descriptor", () => c.listen(99_999, 1), "EBADF"],
    ["an address family that is none", () => c.socket(99, C.SOCK_STREAM, 0), "EAFNOSUPPORT"],
    ["an IPv4 socket of records", () => c.socket(C.AF_INET, C.SOCK_SEQPACKET, 0), "ESOCKTNOSUPPORT"],
    ["a raw socket of protocol 0", () => c.socket(C.AF_INET, C.SOCK_RAW, 0), "EPROTONOSUPPORT"],
    ["unlinking nothing", () => c.unlink(join(folder, "nothing")), "ENOENT"],
  ])("%s: the errno is that of the call", (_, act, name) => {
    const { value, errno } = act();

    expect([value, errnoName(errno)]).toEqual([-1, name]);
  });

  test("a record socket keeps records apart, and poll tells when one is there", () => {
    const [ours, theirs] = pairOf(C.SOCK_SEQPACKET | C.SOCK_NONBLOCK);

    expect(errnoName(c.read(theirs, 10).errno)).toBe("EAGAIN");
    expect(c.poll([{ fd: theirs, events: C.POLLIN }], 0)).toMatchObject({ value: 0, revents: [0] });
    c.send(ours, Buffer.from("ab"), 0);
    c.write(ours, Buffer.from("cde"));
    expect(c.poll([{ fd: theirs, events: C.POLLIN }], 0)).toMatchObject({ value: 1, revents: [C.POLLIN] });
    expect(c.recv(theirs, 10, C.MSG_PEEK).bytes.toString()).toBe("ab");
    expect(c.read(theirs, 10).bytes.toString()).toBe("ab");
    expect(c.ioctl(theirs, C.FIONREAD).number).toBe(3);
    expect(c.read(theirs, 10).bytes.toString()).toBe("cde");
    c.close(ours);
    expect(c.read(theirs, 10)).toMatchObject({ value: 0, errno: 0 });
    expect(errnoName(c.write(theirs, Buffer.from("x")).errno)).toBe("EPIPE");
    c.close(theirs);
  });

  test("one message is gathered from three parts and scattered over two, and what did not fit is told", () => {
    const [ours, theirs] = pairOf(C.SOCK_SEQPACKET);

    c.sendmsg(ours, { parts: ["ab", "cd", "efg"].map((text) => Buffer.from(text)) }, 0);
    const { value, parts, flags } = c.recvmsg(theirs, [3, 2], 0);

    expect(value).toBe(5);
    expect(parts.map(String)).toEqual(["abc", "de"]);
    expect(flags & C.MSG_TRUNC).toBe(C.MSG_TRUNC);
    c.close(ours);
    c.close(theirs);
  });

  test("a descriptor passes as a new number for the same open file, with its sender's credentials", () => {
    const [ours, theirs] = pairOf(C.SOCK_DGRAM);
    const [read, write] = c.pipe().descriptors ?? [0, 0];
    c.setsockopt(theirs, C.SOL_SOCKET, C.SO_PASSCRED, 1);

    c.sendmsg(ours, { parts: [Buffer.from("x")], controls: [{ kind: "rights", descriptors: [read] }] }, 0);
    const { controls } = c.recvmsg(theirs, [1], 0, 128);

    const passed = controls.find((control) => control.kind === "rights")?.descriptors[0] ?? -1;
    expect(controls).toContainEqual(expect.objectContaining({ kind: "credentials", pid: process.pid }));
    expect(passed).not.toBe(read);
    c.write(write, Buffer.from("through"));
    expect(c.read(passed, 20).bytes.toString()).toBe("through");
    for (const fd of [ours, theirs, read, write, passed]) c.close(fd);
  });

  test.each<[string, Sockaddr]>([
    ["a path", { family: "unix", path: join(folder, "a") }],
    ["an abstract name", { family: "unix", path: `@cards-libc-${process.pid}` }],
    ["IPv4", { family: "inet", host: "127.0.0.1", port: 0 }],
  ])("server and client meet at %s", (_, address) => {
    const domain = address.family === "unix" ? C.AF_UNIX : C.AF_INET;
    const door = c.socket(domain, C.SOCK_STREAM, 0).value;
    expect(c.bind(door, address)).toEqual({ value: 0, errno: 0 });
    c.listen(door, 1);
    const bound = c.getsockname(door).address ?? address;
    const client = c.socket(domain, C.SOCK_STREAM, 0).value;

    expect(c.connect(client, bound)).toEqual({ value: 0, errno: 0 });
    const served = c.accept(door);
    expect(served.value).toBeGreaterThan(2);
    expect(c.getpeername(client).address).toEqual(bound);
    expect(served.address).toEqual(c.getsockname(client).address);
    for (const fd of [door, client, served.value]) c.close(fd);
  });

  test("options and flags are read and set", () => {
    const fd = c.socket(C.AF_INET, C.SOCK_STREAM, 0).value;

    c.setsockopt(fd, C.SOL_SOCKET, C.SO_RCVBUF, 4096);
    expect(c.getsockopt(fd, C.SOL_SOCKET, C.SO_RCVBUF).bytes.readInt32LE()).toBe(8192);
    c.fcntl(fd, C.F_SETFL, C.O_NONBLOCK);
    expect(c.fcntl(fd, C.F_GETFL).value & C.O_NONBLOCK).toBe(C.O_NONBLOCK);
    const mask = c.umask(0o77).value;
    expect(c.umask(mask).value).toBe(0o77);
    const copy = c.dup(fd).value;
    expect(copy).not.toBe(fd);
    c.close(copy);
    c.close(fd);
  });
});

test("every constant is a number that a name of C stands for", () => {
  expect(names.every((name) => /^[A-Z][A-Z0-9_]+$/.test(name))).toBe(true);
});
