import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ownNetwork } from "../../src/drills/own-network.ts";

/** The whole figures with CARDS_LONG=1: `npm run attack`. */
const long = process.env["CARDS_LONG"] === "1";
const seed = Number(process.env["CARDS_SEED"] ?? 20_261_121);
const stage = fileURLToPath(import.meta.resolve("./attack-stage.ts"));

/** MiB of anonymous memory, and of all that was ever resident. */
const mostGrown = 32;
/** ms, of an honest client's round trips. A timing is asserted only where nothing else is tested beside it. */
const slowest = long ? 50 : Infinity;

interface Figures {
  readonly grown: { readonly during: number; readonly after: number; readonly peak: number };
  readonly client: { readonly p99: number; readonly trips: number; readonly cut?: boolean };
}

type Attack = readonly [name: string, transport: string, roleAndProcesses: string];

const sample: readonly Attack[] = [
  ["50 peers that never read", "tcp4", "deaf×1"],
  ["a crowd of 5,000 that holds its connections", "tcp4", "crowd×1"],
  ["datagrams of 65,507 bytes", "udp4", "mail×2"],
  ["a storm of resets", "tcp4", "storm×3"],
];
const further: readonly Attack[] = [
  ["a crowd of 10,000", "tcp4", "crowd×2"],
  ["50 peers that never read", "unix-stream", "deaf×1"],
  ["a crowd of 5,000 that holds its connections", "unix-stream", "crowd×1"],
];
const attacks = long ? [...sample, ...further] : sample;

describe.skipIf(!existsSync("/proc/self/status"))(`under attack (seed ${seed})`, { concurrent: !long }, () => {
  test.each(attacks)("%s, over %s: memory stands, the honest are served", async (_name, transport, attack) => {
    const words = [...ownNetwork(), process.execPath, stage, transport, attack, long ? "8000" : "600", String(seed)];
    const child = spawn(words[0] ?? "", words.slice(1), { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const said = await text(child.stdout);
    await ended;
    process.stderr.write(`${transport} ${attack} ${said}`);
    const { grown, client } = JSON.parse(said) as Figures;

    expect(Math.max(grown.during, grown.after, grown.peak)).toBeLessThan(mostGrown);
    expect(client.trips).toBeGreaterThan(0);
    expect(client.cut).not.toBe(true);
    expect(client.p99).toBeLessThan(slowest);
  });
});
