import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Koffi from "koffi";
import type { Libc } from "./calls.ts";
import { constantsOfC } from "./constants.ts";
import { errnoName } from "./errno.ts";
import { callsOf } from "./native.ts";

export type { Libc };

let found: Libc | string | undefined;

/**
 * The calls of the C library, or why they can't be had here. They run in this process and block it if they block:
 * whoever waits for others does so in a child process (see entry.ts), which may also crash alone.
 * Node has SIGPIPE ignored, so that a broken pipe is an errno here.
 */
export function openLibc(): Libc | string {
  found ??= tryToOpen();
  return found;
}

/** Why the calls can't be had; undefined where they can. Loads the library once, some 5 ms. */
export function missingLibc(): string | undefined {
  const libc = openLibc();
  return typeof libc === "string" ? libc : undefined;
}

/** Why there are no raw sockets here; they need CAP_NET_RAW (`man 7 raw`), which is tried, not guessed. */
export function missingRaw(): string | undefined {
  const libc = openLibc();
  if (typeof libc === "string") return libc;
  const { AF_INET, SOCK_RAW, SOCK_CLOEXEC, IPPROTO_ICMP } = constantsOfC;
  const { value, errno } = libc.socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP);
  if (value < 0) return `raw sockets need root, CAP_NET_RAW or a user namespace (${errnoName(errno)})`;
  libc.close(value);
  return undefined;
}

function tryToOpen(): Libc | string {
  if (process.platform !== "linux") return "only Linux has these sockets";
  if (process.arch !== "x64" && process.arch !== "arm64") return `not known for ${process.arch}`;
  try {
    const require = createRequire(join(import.meta.dirname, "libc.js"));
    return callsOf(require("koffi") as typeof Koffi);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "MODULE_NOT_FOUND" ? "the package koffi is not installed" : `koffi: ${message.split("\n")[0]}`;
  }
}
