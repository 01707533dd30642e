import { closeSync, fdatasyncSync, openSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { rateNow } from "../../src/review/rate.ts";
import { databaseFile } from "../../src/settings/home.ts";
import { loadPresets } from "../../src/settings/presets.ts";
import { openDatabase } from "../../src/store/database.ts";
import { cardKeyOf, deckOf, noon, utc } from "../home.ts";
import { type Row, timed } from "../row.ts";

const inMemory = 0x0102_1994; // TMPFS_MAGIC, man 2 statfs
const reviews = 60;

export const row: Row = {
  what: "durable review / (4 KB append + fdatasync)",
  ratio: "time",
  reach: 1.0,
  aim: 0.8,
  prepare(bench) {
    if (statfsSync(bench.folder).type === inMemory) return { skipped: "the temporary folder is no disk; set TMPDIR" };
    const home = bench.home(100_000);
    const db = openDatabase(databaseFile(home));
    const presets = loadPresets(home);
    const file = openSync(join(bench.folder, "appended"), "a");
    const page = Buffer.alloc(4096, 1);
    let card = 0;
    const rate = (): void => {
      card += 1;
      rateNow(db, { key: cardKeyOf(card), deck: deckOf(card) }, "good", { time: noon + card, zone: utc }, presets);
    };
    const append = (): void => {
      writeSync(file, page);
      fdatasyncSync(file);
    };
    return {
      rounds: 15,
      ours: () => timed(() => repeat(reviews, rate)),
      yardstick: () => timed(() => repeat(reviews, append)),
      end() {
        db.close();
        closeSync(file);
      },
    };
  },
};

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time += 1) work();
}
