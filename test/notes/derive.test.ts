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
  ["a server's calls", "`socket`, `bind`, `listen`, `accept`", ["bind-listen-accept", "order-server"]],
  ["an option that belongs to one thing alone", "`SO_LINGER` with a time of 0", ["linger-rst"]],
  [
    "the special before the general",
    "`SOCK_STREAM`, `connect`, `connect`, `EINPROGRESS`",
    ["nonblock-connect", "tcp-hello"],
  ],
  ["datagrams between paths", "`AF_UNIX` with `SOCK_DGRAM`", ["dgram-unix", "socat-lab", "udp-hello"]],
  ["a connected datagram socket", "`SOCK_DGRAM`, then `connect`", ["udp-connected", "udp-hello", "tcp-hello"]],
  ["a stream is no such thing", "`SOCK_DGRAM` or `SOCK_STREAM`, then `connect`", ["tcp-hello", "udp-hello"]],
  ["descriptors", "`sendmsg` with `SCM_RIGHTS`", ["scm-rights", "sendmsg-iovec"]],
  ["an error word in code says nothing of sockets by itself", "`ECONNRESET`, `EPIPE` and `poll`", []],
  ["an error word beside a socket's name", "`SOCK_STREAM`: `ECONNRESET`", ["rst-client", "tcp-hello"]],
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
