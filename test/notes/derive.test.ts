import { expect, test } from "vitest";
import { deriveDrills } from "../../src/notes/drill/derive.ts";

test.each([
  ["a family in code", "`AF_UNIX` is local", ["socat-lab"]],
  ["a family in prose says little", "AF_UNIX is local", []],
  [
    "three calls in a fence",
    "```c\nconnect(fd);\nsend(fd);\nrecv(fd);\n```\nover a stream",
    ["read-loop", "tcp-hello"],
  ],
  ["three calls as spans", "`socket`, `connect()`, `recv`", ["tcp-hello"]],
  ["a server's calls", "`socket`, `bind`, `listen`, `accept`", ["bind-listen-accept"]],
  ["datagrams", "`SOCK_DGRAM`: `sendto`, `recvfrom`", ["udp-hello"]],
  ["half a close", "`shutdown(fd, SHUT_WR)`", ["half-close"]],
  ["two calls", "`bind` then `listen`", []],
  ["three words in prose", "we bind, listen and accept( the terms", []],
  ["one ambiguous word", "`connect` the cable", []],
  ["another subject", "```sql\nSELECT bind(x), send(y)\n```", []],
  ["best first", "`SOCK_STREAM`: `read`, `read`, `read` and `connect`", ["read-loop", "tcp-hello"]],
])("%s", (_, text, drills) => {
  expect(deriveDrills(text)).toEqual(drills);
});
