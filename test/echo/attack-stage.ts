import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { text } from "node:stream/consumers";
import type { Role, Target } from "./attackers.ts";

/**
 * One attack on `cards echo` as it ships, in whatever network this process stands:
 *
 *     node attack-stage.ts <transport> <role>×<processes> <ms> <seed>      prints the figures as JSON
 *
 * Memory is looked at before (warmed by honest clients alone), while the attack is on, and when it is over.
 * Attackers have the lowest priority: what is measured is the server, not who is first at the two processors.
 */
const cards = fileURLToPath(import.meta.resolve("../../src/cli/main.ts"));
const program = fileURLToPath(import.meta.resolve("./attackers.ts"));
const [transport = "", attack = "", wanted = "", seed = ""] = process.argv.slice(2);
const [role = "", count = ""] = attack.split("×");
const ms = Number(wanted);
const children: ChildProcess[] = [];

process.once("SIGTERM", () => process.exit(143));
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));

const server = start([cards, "echo", "--transport", transport, "--json"]);
let lines = 0;
const [first] = (await once(server.stdout ?? process.stdin, "data")) as [Buffer];
const target = JSON.parse(first.toString().split("\n")[0] ?? "") as Target;
server.stdout?.on("data", (chunk: Buffer) => {
  for (const byte of chunk) if (byte === 10) lines++;
});

const honest: Role = transport.startsWith("udp") ? "honest-mail" : "honest";
// Warmed by honest clients alone: whatever the attack needs counts as its growth.
await Promise.all(witness(Math.min(ms, 1500)));
await settled();
const before = memory();
const witnesses = witness(ms + 500);
await pause(500);
const attackers = Array.from({ length: Number(count) }, () => play(role as Role, ms, 19));
await pause(ms * 0.9);
const during = memory();
const [attacked, [client, visitor]] = await Promise.all([Promise.all(attackers), Promise.all(witnesses)]);
await settled();
const after = memory();
const [more, left, peak] = [during.anon - before.anon, after.anon - before.anon, after.peak - before.rss].map(
  (grown) => Math.round(grown * 10) / 10,
);
const grown = { during: more, after: left, peak };
process.stdout.write(`${JSON.stringify({ before, grown, client, visitor, attacked, lines })}\n`);
process.exit(0);

function start(words: readonly string[], nice = 0): ChildProcess {
  const node = [process.execPath, ...words];
  const [file = "", ...rest] = nice === 0 ? node : ["nice", "-n", String(nice), ...node];
  const child = spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

function witness(ms: number): Promise<unknown>[] {
  return honest === "honest-mail" ? [play(honest, ms)] : [play(honest, ms), play("visitor", ms)];
}

async function play(role: Role, ms: number, nice = 0): Promise<unknown> {
  const child = start([program, role, JSON.stringify(target), String(ms), seed], nice);
  return JSON.parse(await text(child.stdout ?? process.stdin));
}

/** Until the memory has stood still for five looks. */
async function settled(): Promise<void> {
  for (let tries = 0, low = Infinity, still = 0; tries < 25 && still < 5; tries++) {
    const { anon } = memory();
    still = anon < low - 0.5 ? 0 : still + 1;
    low = Math.min(low, anon);
    await pause(Math.min(ms / 20, 200));
  }
}

/** MiB, from `man 5 proc_pid_status`. */
function memory(): { readonly anon: number; readonly rss: number; readonly peak: number } {
  const status = readFileSync(`/proc/${server.pid}/status`, "latin1");
  const at = (name: string): number => Math.round(Number(RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 102.4) / 10;
  return { anon: at("RssAnon"), rss: at("VmRSS"), peak: at("VmHWM") };
}
