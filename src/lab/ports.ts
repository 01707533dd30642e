import { randomInt } from "node:crypto";
import { constantsOfC as c } from "../libc/constants.ts";
import { errnoName } from "../libc/errno.ts";
import type { Libc } from "../libc/libc.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";

/** Above the well-known ones, below those that Linux lends to clients (ip_local_port_range begins at 32768). */
const from = 20_000;
const to = 32_000;

/** Two different ports that nobody has: neither TCP nor UDP, on neither loopback, nor on all addresses. */
export function freePorts(libc: Libc): readonly [number, number] {
  const port = freePort(libc);
  for (;;) {
    const other = freePort(libc);
    if (other !== port) return [port, other];
  }
}

function freePort(libc: Libc): number {
  for (;;) {
    const port = randomInt(from, to);
    if (!isTaken(libc, port)) return port;
  }
}

function isTaken(libc: Libc, port: number): boolean {
  const places: readonly (readonly [number, Sockaddr])[] = [
    [c.AF_INET, { family: "inet", host: "0.0.0.0", port }],
    [c.AF_INET6, { family: "inet6", host: "::1", port }],
  ];
  return places.some(([domain, address]) =>
    [c.SOCK_STREAM, c.SOCK_DGRAM].some((type) => {
      const { value: fd } = libc.socket(domain, type | c.SOCK_CLOEXEC, 0);
      if (fd < 0) return false;
      const bound = libc.bind(fd, address);
      libc.close(fd);
      return errnoName(bound.errno) === "EADDRINUSE";
    }),
  );
}
