import { expect, test } from "vitest";
import { partnerLine } from "../../src/cli/partner.ts";
import { home } from "./run.ts";

const nowhere = { host: undefined, port: undefined, path: undefined };

test.each([
  [{ ...nowhere, transport: "tcp6", host: "::1", port: 7 }, "socat - TCP6:[::1]:7"],
  [{ ...nowhere, transport: "udp4", host: "127.0.0.1", port: 7 }, "socat - UDP4:127.0.0.1:7"],
  [{ ...nowhere, transport: "unix-abstract", path: "@chat" }, "socat - ABSTRACT-CONNECT:chat"],
  [{ ...nowhere, transport: "unix-seqpacket", path: "/tmp/s" }, "socat - UNIX-CONNECT:/tmp/s,type=5"],
  [{ ...nowhere, transport: "icmp", host: "127.1.2.3" }, "ping 127.1.2.3"],
] as const)("%j is spoken to by %s", (address, line) => {
  expect(partnerLine(address)).toBe(line);
});

test("beside a server of datagrams the shell tells how to send some", () => {
  using h = home();
  const { err } = h.cards(["drill", "shell", "udp-server"], { env: { SHELL: "/bin/true" } });
  expect(err).toMatch(/socat - UDP4:127\.0\.0\.1:\d+/);
});
