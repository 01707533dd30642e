import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constantsOfC } from "../../src/libc/constants.ts";
import { callNames, constantNames } from "../../src/lab/calls.ts";
import { isMistake, parseLine } from "../../src/lab/parse.ts";

describe("a line of the lab is", () => {
  test.each([
    ["fd = socket(AF_UNIX, SOCK_STREAM, 0)", undefined, ["fd"], "socket", [1, 1, 0]],
    ["b: listen(fd, 0x10);", "b", [], "listen", ["fd", 16]],
    ["x, y = socketpair(AF_UNIX, SOCK_STREAM|SOCK_NONBLOCK)", undefined, ["x", "y"], "socketpair", [1, 1 | 2048]],
    ["connect(s, 127.0.0.1:{port})  # a remark", undefined, [], "connect", ["s", "127.0.0.1:{port}"]],
    ["connect(s, [::1]:7) // a remark", undefined, [], "connect", ["s", "[::1]:7"]],
    ["bind(s,unix:{path})", undefined, [], "bind", ["s", "unix:{path}"]],
    ["bind(s, @chat)", undefined, [], "bind", ["s", "@chat"]],
    [String.raw`write(c, "a\n\x41\"é")`, undefined, [], "write", ["c", 'a\nA"Ã©']],
    ["listen(fd, -1)", undefined, [], "listen", ["fd", -1]],
    ["recvmsg(fd, 4)", undefined, [], "recvmsg", ["fd", 4]],
    ["listen(fd, 010)", undefined, [], "listen", ["fd", 8]],
    ["  accept( fd )  ", undefined, [], "accept", ["fd"]],
  ])("%s", (text, actor, targets, call, values) => {
    const line = parseLine(text);
    if (line === undefined || isMistake(line)) throw new Error(line?.message);

    expect(line).toMatchObject({ actor, targets, call });
    expect(
      line.arguments.map((argument) =>
        argument.kind === "number" ? argument.value : argument.kind === "name" ? argument.name : argument.text,
      ),
    ).toEqual(values);
  });

  test.each(["", "   ", "# only a remark", "// only a remark"])("nothing: %j", (text) => {
    expect(parseLine(text)).toBeUndefined();
  });
});

test("parts and sizes are joined by +, and each has its own column", () => {
  expect(parseLine('sendmsg(fd, "a" * 3 + "b", 0)')).toMatchObject({
    arguments: [
      { name: "fd" },
      { text: "a", times: 3, column: 13, more: [{ text: "b", times: 1, column: 23 }] },
      { value: 0 },
    ],
  });
  expect(parseLine("recvmsg(fd, 4 + )")).toMatchObject({ column: 17 });
});

test.each([
  ["read(c, 2) = 2", { kind: "value", value: 2 }],
  ["accept(fd) = -1 EAGAIN", { kind: "errno", errno: "EAGAIN" }],
  ["accept(fd) = EINVAL", { kind: "errno", errno: "EINVAL" }],
  ["close(fd) = -1", { kind: "value", value: -1 }],
  ['read(c, 2) = "he"', { kind: "data", text: "he" }],
  ["accept(fd) = blocks", { kind: "blocks" }],
  ["getsockopt(t, SOL_SOCKET, SO_TYPE) = SOCK_DGRAM", { kind: "value", value: 2 }],
])("%s says what comes", (text, claim) => {
  expect(parseLine(text)).toMatchObject({ claim });
});

test.each([
  ["bnd(fd, 1)", 1, 'unknown call "bnd"', "Did you mean bind?"],
  ['read(0+system("id"),2)', 7, "means nothing here", "Calls look like"],
  ["process.exit(1)", 8, '"." means nothing here', "Calls look like"],
  ["listen(fd, 1", 13, "the line ends", "It is listen(fd, backlog)."],
  ["socket(AF_UNIX, SOCK_STREM | 1)", 17, "unknown constant SOCK_STREM", "Did you mean SOCK_STREAM?"],
  ['write(c, "abc)', 10, "no closing quote", 'Close it: "hello".'],
  [String.raw`write(c, "a\q")`, 12, "unknown escape", "Known:"],
  ["listen(fd, 1) listen(fd, 1)", 15, "behind the call", "One call a line."],
  ["AF_UNIX = socket(1, 1)", 1, "AF_UNIX is taken", "Choose another name"],
  ["listen(fd, 99999999999)", 12, "is not an int", "2147483647"],
  ["close(fd) = EAGIAN", 13, "where a claim should stand", "Did you mean EAGAIN?"],
  ["é = socket(1, 1)", 1, "means nothing here", "Calls look like"],
])("%s is refused with its column and a remedy", (text, column, message, hint) => {
  const mistake = parseLine(text);

  expect(mistake).toMatchObject({ column });
  expect(isMistake(mistake) ? [mistake.message, mistake.hint] : []).toEqual([
    expect.stringContaining(message),
    expect.stringContaining(hint),
  ]);
});

test("constants have the numbers of the C library", () => {
  expect(constantsOfC).toMatchObject({ AF_INET6: 10, SOL_SOCKET: 1, SO_RCVBUF: 8, O_NONBLOCK: 2048, MSG_DONTWAIT: 64 });
});

const word = fc.constantFrom(
  ...callNames,
  ...constantNames.slice(0, 12),
  "fd",
  "a:",
  "=",
  "(",
  ")",
  ",",
  "|",
  "*",
  ";",
  '"',
  '"x\\n"',
  "\\",
  "0x",
  "-",
  "1",
  "07",
  "{path}",
  "{",
  "@",
  "#",
  "unix:",
  "127.0.0.1:",
  "[::1]:{port}",
  "\u0000",
  "\ud800",
  "😀",
  "blocks",
  "EAGAIN",
  "\t",
  " ",
);

test("whatever is typed, the parser gives a line or a mistake within it, and never throws", () => {
  const seed = Number(process.env["CARDS_SEED"] ?? Date.now() % 2 ** 31);
  const text = fc.oneof(
    fc.array(word, { maxLength: 14 }).map((words) => words.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
  );

  fc.assert(
    fc.property(text, (typed) => {
      const found = parseLine(typed);
      if (!isMistake(found)) return;
      expect(found.column).toBeGreaterThan(0);
      expect(found.column).toBeLessThanOrEqual(Array.from(typed).length + 1);
      expect(found.message).not.toBe("");
    }),
    { seed, numRuns: 1500 },
  );
});
