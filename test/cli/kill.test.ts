import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Db, openDatabase } from "../../src/store/database.ts";
import { rebuild } from "../../src/store/state.ts";
import { home, main } from "./run.ts";

/** More with CARDS_LONG=1: `npm run kill`. */
const rounds = process.env["CARDS_LONG"] === undefined ? 8 : 200;
const seed = Number(process.env["CARDS_SEED"] ?? 20_261_121);

/** Mulberry32: a small seeded generator, so that a failing round can be repeated. */
function random(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const dump = (db: Db): unknown =>
  ["schedule", "review"].map((table) => db.prepare(`select * from ${table} order by 1`).all());

/** A scripted sitting that is killed after `ms`; gives how many ratings it had acknowledged by asking the next card. */
async function killedSitting(folder: string, ms: number): Promise<number> {
  const child = spawn(process.execPath, [main, "review", "--plain"], {
    env: { ...process.env, CARDS_HOME: folder, NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stdin.on("error", () => undefined);
  child.stdin.end("\n4\n".repeat(1000));
  const closed = new Promise((resolve) => child.on("close", resolve));
  await after(ms);
  child.kill("SIGKILL");
  await closed;
  return Math.max(0, out.split("Enter show").length - 2);
}

test(
  `no acknowledged review is lost by kill -9 at ${rounds} random moments (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    using template = home();
    mkdirSync(join(template.folder, "decks"));
    writeFileSync(join(template.folder, "decks", "sockets.toml"), "new-per-day = 9999\nreviews-per-day = 9999\n");
    expect(template.cards(["review"]).code).toBe(0);
    const whole = (template.json("list") as { cards: unknown[] }).cards.length;
    const chance = random(seed);
    let acknowledged = 0;
    let partial = 0;
    for (let round = 0; round < rounds; round += 1) {
      const folder = mkdtempSync(join(tmpdir(), "cards-kill-"));
      cpSync(template.folder, folder, { recursive: true });
      const seen = await killedSitting(folder, 150 + chance() * 700);
      const db = openDatabase(join(folder, "cards.db"));
      const kept = db.column<[], number>("select count(*) from review").get() ?? 0;
      expect(kept).toBeGreaterThanOrEqual(seen);
      expect(kept).toBeLessThanOrEqual(seen + 1);
      expect(db.pragma("integrity_check")).toBe("ok");
      const before = dump(db);
      rebuild(db);
      expect(dump(db)).toEqual(before);
      db.close();
      rmSync(folder, { recursive: true });
      acknowledged += seen;
      if (seen > 0 && seen < whole) partial += 1;
    }
    console.info(
      `${acknowledged} acknowledged reviews, 0 lost; ${partial} of ${rounds} sittings were cut in their midst`,
    );
  },
);
