import { deal } from "../../src/review/deal.ts";
import { defaultPreset } from "../../src/schedule/preset.ts";
import { databaseFile } from "../../src/settings/home.ts";
import type { Presets } from "../../src/settings/presets.ts";
import { openDatabase } from "../../src/store/database.ts";
import { noon, utc } from "../home.ts";
import { perCall, type Row } from "../row.ts";

/** The same queue with ten times the cards: looking at the tops of indexes costs the same. */
export function nextCardRow(what: string, presetsOf: (home: string) => Presets): Row {
  return {
    what: `next due card, ${what}, 10 × the cards / as they are`,
    ratio: "time",
    reach: 1.2,
    aim: 1.05,
    prepare(bench) {
      const [many, few] = bench.full ? ([1_000_000, 100_000] as const) : ([100_000, 10_000] as const);
      const larger = dealer(bench.home(many), presetsOf);
      const smaller = dealer(bench.home(few), presetsOf);
      return {
        rounds: 11,
        note: bench.full ? "1M / 100k cards" : "100k / 10k cards; --full: 1M / 100k",
        ours: () => perCall(larger.deal),
        yardstick: () => perCall(smaller.deal),
        end() {
          larger.close();
          smaller.close();
        },
      };
    },
  };
}

export const row = nextCardRow("one preset", () => ({ of: () => defaultPreset, curiosities: [], complaints: [] }));

function dealer(home: string, presetsOf: (home: string) => Presets) {
  const db = openDatabase(databaseFile(home));
  const presets = presetsOf(home);
  return {
    deal: (): void => {
      const { key } = deal(db, { time: noon, zone: utc }, presets, undefined);
      if (key === undefined) throw new Error("no card is due");
    },
    close: () => db.close(),
  };
}
