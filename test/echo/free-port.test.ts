import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort, isFree } from "../../src/echo/probe-door.ts";

const host = "127.0.0.1";

test("a port is not free while somebody listens there", async () => {
  const server = createServer();
  await once(server.listen(0, host), "listening");
  const { port } = server.address() as { port: number };
  expect(await isFree(host, port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});

test("one that was chosen is free", async () => {
  expect(await isFree(host, await freePort(host))).toBe(true);
});

test("nor while the remains of a connection hold it: a server without SO_REUSEADDR could not bind", async ({
  skip,
}) => {
  if (!existsSync("/proc/net/tcp")) skip("the kernel does not tell of them here");
  // Who closes first keeps TIME_WAIT: the server.
  const server = createServer((guest) => guest.end());
  await once(server.listen(0, host), "listening");
  const { port } = server.address() as { port: number };
  const guest = connect(port, host).resume();
  await once(guest, "end");
  await once(guest, "close");
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(host, port)).toBe(false);
});
