import { expect, test } from "vitest";
import { deriveDrills, namesBehind } from "../../src/notes/drill/derive.ts";

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
  [
    "methods of something else",
    "```js\nmongoose.connect(url);\napp.listen(80);\nf = f.bind(this);\nres.send(x);\n```",
    [],
  ],
  ["methods of sockets", "A socket: `s.bind()`, `s.listen()`, `s.accept()`", ["bind-listen-accept", "order-server"]],
  ["methods of what others call sockets", "```py\ns = zmq.socket(R)\ns.bind(a)\ns.recv()\ns.send(b)\n```", []],
  ["a name that only sockets have", "`getaddrinfo` resolves a name", ["any-family"]],
  ["a state of connections", "`TIME_WAIT`", ["reuseaddr"]],
  ["calls of epoll", "`epoll_wait` returns how many are ready", ["epoll-many"]],
  ["a port in network byte order", "`htons` gives the order of bytes", ["tcp-hello"]],
  ["what htons is for", "network byte order: `htons`", ["byte-order", "tcp-hello"]],
  ["Go", '`net.Listen("tcp", ":80")`', ["bind-listen-accept"]],
  ["Rust", "`TcpStream::connect(a)`", ["tcp-hello"]],
  ["Java", "`new ServerSocket(80)`", ["bind-listen-accept"]],
  ["a Makefile", "`AF_UNIX` in a `makefile`", ["socat-lab"]],
  ["best first", "`SOCK_STREAM`: `read`, `read`, `read` and `connect`", ["read-loop", "tcp-hello"]],
])("%s", (_, text, drills) => {
  expect(deriveDrills(text)).toEqual(drills);
});

test.each([
  [
    "each name once, in the order of the text",
    "tcp-hello",
    "`connect`, `SOCK_STREAM`, `connect`",
    ["connect", "SOCK_STREAM"],
  ],
  ["none in prose", "tcp-hello", "connect with `AF_INET`", ["AF_INET"]],
  ["only where the text names what has to stand beside it", "byte-order", "`htons`", []],
  ["the same, beside it", "byte-order", "network byte order: `htons`", ["htons"]],
])("the names behind a drill: %s", (_, drill, text, names) => {
  expect(namesBehind(drill, text)).toEqual(names);
});
