import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "../../src/echo/address.ts";
import { checksum, decodeEcho, echoReply, echoRequest } from "../../src/echo/icmp.ts";
import type { Libc } from "../../src/libc/calls.ts";
import { constantsOfC as c } from "../../src/libc/constants.ts";
import { openLibc } from "../../src/libc/libc.ts";

/** A client of messages inside the test: it never waits in a call, since our endpoint lives in the same process. */
export interface Messenger extends Disposable {
  readonly libc: Libc;
  readonly fd: number;
  /** False where there was no room. */
  send(text: string | Uint8Array): boolean;
  /** Our half-close. */
  end(): void;
  /** The next messages that come; fewer when the end comes first. Of ICMP the data of the replies. */
  take(count: number): Promise<string[]>;
}

export function openMessenger(address: Address, isBound = true): Messenger {
  const libc = openLibc();
  if (typeof libc === "string") throw new Error(libc);
  const { transport, path = "", host = "" } = address;
  const isRaw = transport === "icmp";
  const type =
    { "unix-dgram": c.SOCK_DGRAM, "unix-seqpacket": c.SOCK_SEQPACKET, icmp: c.SOCK_RAW }[transport as string] ?? 0;
  const fd = libc.socket(isRaw ? c.AF_INET : c.AF_UNIX, type | c.SOCK_NONBLOCK, isRaw ? c.IPPROTO_ICMP : 0).value;
  const folder = mkdtempSync(join(tmpdir(), "cards-peer-"));
  if (transport === "unix-dgram" && isBound) libc.bind(fd, { family: "unix", path: join(folder, "me") });
  const { errno } = libc.connect(fd, isRaw ? { family: "inet", host, port: 0 } : { family: "unix", path });
  if (errno !== 0) throw new Error(`connect: ${errno}`);
  const next = async (): Promise<string | undefined> => {
    for (;;) {
      const { value, bytes } = libc.recv(fd, 300_000, c.MSG_DONTWAIT);
      const echo = isRaw && value > 0 ? decodeEcho(bytes) : undefined;
      if (echo?.type === echoReply) return echo.data.toString();
      if (!isRaw && value > 0) return bytes.toString();
      if (value === 0) return undefined;
      if (value < 0) await pause(1);
    }
  };
  let sequence = 0;
  return {
    libc,
    fd,
    send(text) {
      const bytes = Buffer.from(text);
      return libc.send(fd, isRaw ? request(++sequence, bytes) : bytes, 0).value >= 0;
    },
    end: () => libc.shutdown(fd, c.SHUT_WR),
    async take(count) {
      const taken: string[] = [];
      for (let text; taken.length < count && (text = await next()) !== undefined;) taken.push(text);
      return taken;
    },
    [Symbol.dispose]() {
      libc.close(fd);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function request(sequence: number, data: Uint8Array): Buffer {
  const message = Buffer.concat([Buffer.from([echoRequest, 0, 0, 0, 0x12, 0x34, 0, sequence]), data]);
  message.writeUInt16BE(checksum(message), 2);
  return message;
}
