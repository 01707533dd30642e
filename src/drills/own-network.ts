import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { missingTransport } from "../echo/address.ts";
import { missingLibc } from "../libc/libc.ts";
import type { Transport } from "../model.ts";
import { findTool } from "./toolchain.ts";

/**
 * plain: as whoever we are. raw: as the root of a user namespace, which is nobody outside of it, but may open raw sockets
 * in a network of its own; cage.ts takes the rest of its powers from the learner's program.
 */
export type Power = "plain" | "raw";

const chosen = new Map<Power, readonly string[]>();

/** The words before a command that give it a network of its own; none where that cannot be had. Tried once. */
export function ownNetwork(power: Power = "plain"): readonly string[] {
  const wanted = isRoot() ? "plain" : power;
  const words = chosen.get(wanted) ?? ways(wanted).find(works) ?? [];
  chosen.set(wanted, words);
  return words;
}

/** Why a transport's drills cannot be run here, in whatever network they get; undefined where they can. */
export function missingForDrills(transport: Transport): string | undefined {
  const isHelped = transport === "icmp" && missingLibc() === undefined && ownNetwork("raw").length > 0;
  return isHelped ? undefined : missingTransport(transport);
}

/** True in what the words of `raw` have started: the only user there is a root who is somebody else outside. */
export function isMappedRoot(uidMap = readUidMap()): boolean {
  return isRoot() && /^\s*0\s+[1-9]\d*\s+1\s*$/.test(uidMap);
}

/** `man 7 user_namespaces`: the first user inside, the one that it is outside, and how many. */
function readUidMap(): string {
  try {
    return readFileSync("/proc/self/uid_map", "latin1");
  } catch {
    return "";
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function ways(power: Power): readonly (readonly string[])[] {
  const bound = ["bwrap", "--dev-bind", "/", "/", "--unshare-net"];
  const asRoot = ["--unshare-user", "--uid", "0", "--gid", "0", "--cap-add", "ALL"];
  if (power === "raw") {
    return [
      [...bound, ...asRoot, "--"],
      ["unshare", "--user", "--map-root-user", "--net", "--", ...withLoopback],
    ];
  }
  const asUser = ["--user", "--map-current-user", "--keep-caps"];
  const plain = isRoot() ? withLoopback : [...withLoopback, ...withoutPowers];
  return [
    [...bound, "--"],
    ["unshare", ...(isRoot() ? [] : asUser), "--net", "--", ...plain],
  ];
}

const withLoopback = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
/** What was kept to raise the loopback, bwrap would give up by itself. */
const withoutPowers = ["setpriv", "--inh-caps=-all", "--ambient-caps=-all", "--"];

function works([tool = "", ...words]: readonly string[]): boolean {
  if (findTool(tool) === undefined) return false;
  return spawnSync(tool, [...words, "true"], { stdio: "ignore", timeout: 5000 }).status === 0;
}
