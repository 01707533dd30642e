import type { Probe } from "../../probes.ts";
import { tryBroadcast } from "./chat.ts";
import { tryCredentials } from "./credentials.ts";
import { tryEmpty, trySenders } from "./datagrams.ts";
import { tryBig, tryEcho, tryHalfClose } from "./echo.ts";
import { tryEarlyDisconnect, tryIdleOther, tryMany, tryReset, trySecondClient, trySlowReader } from "./guests.ts";
import type { Try } from "./house.ts";
import { tryAlone, tryRestart, tryTerminate } from "./life.ts";
import { tryBothFamilies, tryLoopback } from "./place.ts";
import { tryLeak, trySpin, tryZombies } from "./process.ts";

/** What our clients try; docs/drills.md tells each one's meaning. */
export const tries: Readonly<Record<Probe, Try>> = {
  echo: tryEcho,
  "second-client": trySecondClient,
  "idle-other": tryIdleOther,
  "half-close": tryHalfClose,
  big: tryBig,
  "early-disconnect": tryEarlyDisconnect,
  rst: tryReset,
  "slow-reader": trySlowReader,
  many: tryMany,
  "fd-leak": tryLeak,
  zombies: tryZombies,
  "no-spin": trySpin,
  restart: tryRestart,
  alone: tryAlone,
  sigterm: tryTerminate,
  loopback: tryLoopback,
  "both-families": tryBothFamilies,
  credentials: tryCredentials,
  broadcast: tryBroadcast,
  senders: trySenders,
  empty: tryEmpty,
};

/** What is said of a server that passed. */
export const passed: Readonly<Record<Probe, string>> = {
  echo: "what is sent comes back",
  "second-client": "it serves a second client",
  "idle-other": "it serves a client while another one is silent",
  "half-close": "a client that has sent its end gets its answer, then the end",
  big: "much comes back whole",
  "early-disconnect": "it outlives clients that leave in the middle",
  rst: "it outlives clients that break off",
  "slow-reader": "a client that does not read harms nobody, and loses nothing",
  many: "two hundred silent clients cost it next to nothing",
  "fd-leak": "it closes what it has accepted",
  zombies: "it collects its children",
  "no-spin": "it sleeps when there is nothing to do",
  restart: "it can be started again at once",
  alone: "it shares its port with nobody",
  sigterm: "asked to end, it serves whom it has, lets nobody in, and ends well",
  loopback: "it answers at its own address only",
  "both-families": "it answers over IPv4 and over IPv6",
  credentials: "it knows who is calling",
  broadcast: "what one says, all others hear",
  senders: "every answer finds its sender",
  empty: "an empty datagram is a message, too",
};
