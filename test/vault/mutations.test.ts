import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shared } from "../cli/run.ts";
import { chance } from "./mutations/chance.ts";
import { kinds } from "./mutations/kinds.ts";
import { playRound, type Tally } from "./mutations/round.ts";
import { type Files, madeVault, realVault, withoutIds } from "./mutations/vaults.ts";

/**
 * Whatever is done to the notes, each history stays with its card: a vault is taken in, every card is given a due day
 * of its own, and after each edit it is looked whose day each card has. `npm run mutations` does some thousands.
 */
const long = process.env["CARDS_LONG"] === "1";
const seed = Number(process.env["CARDS_SEED"] ?? (long ? Date.now() % 1e6 : 20_261_121));
const few = long ? 700 : 46;

interface Ground {
  readonly name: string;
  readonly edits: number;
  readonly files: () => Files;
}

const vaults = join(shared, "vaults");
const real = (name: string, edits: number): Ground => ({ name, edits, files: () => realVault(join(vaults, name)) });
const bare = (name: string, edits: number): Ground => ({
  name: `${name} without its ids`,
  edits,
  files: () => withoutIds(realVault(join(vaults, name))),
});
const made: Ground = { name: "a vault made for it", edits: long ? 1500 : 138, files: () => madeVault(chance(seed)) };
const grounds: readonly Ground[] = long
  ? [
      real("kroid", few),
      bare("kroid", few),
      real("brachetti", few),
      real("nackademin", few),
      real("davidpnb", 500),
      bare("fit-statnice", 300),
      real("deutsch-matura", 300),
      real("fit-statnice", 150),
      real("f1nn-zettel", 150),
    ]
  : [bare("kroid", few), real("brachetti", few)];

const here = existsSync(vaults);
if (!here) console.warn("skipped: the real vaults are not here");

const total = new Map<string, Tally>();

function play({ name, edits, files }: Ground): void {
  const { tallies, told } = playRound(files(), kinds, edits, chance(seed));
  console.log(`${name}: ${edits} edits, seed ${seed}\n${told.join("\n")}`);
  const all = [...tallies.values()];
  const sum = (of: keyof Tally): number => all.reduce((count, tally) => count + tally[of], 0);
  for (const [kind, tally] of tallies) {
    const before = total.get(kind) ?? { right: 0, ambiguous: 0, lost: 0, wrong: 0 };
    for (const of of ["right", "ambiguous", "lost", "wrong"] as const) before[of] += tally[of];
    total.set(kind, before);
  }
  expect({ wrong: sum("wrong"), lost: sum("lost"), edits: sum("right") + sum("ambiguous") }).toEqual({
    wrong: 0,
    lost: 0,
    edits,
  });
  expect(sum("ambiguous")).toBeLessThanOrEqual(Math.ceil(edits * 0.01));
}

test("histories stay with their cards: a vault made for it", { timeout: 600_000 }, () => play(made));

test.skipIf(!here).each(grounds)("histories stay with their cards: $name", { timeout: 1_200_000 }, play);

test.runIf(long)("the kinds of edits, and what became of them", () => {
  const rows = [...total].map(([kind, tally]) => `${kind.padEnd(60)} ${Object.values(tally).join("\t")}`);
  console.log(["right\tambiguous\tlost\twrong", ...rows].join("\n"));
  expect(rows.length).toBeGreaterThanOrEqual(16);
});

test("the same edits on two machines give the same keys", () => {
  const play = (): readonly string[] => playRound(madeVault(chance(7)), kinds, 60, chance(11)).keys;
  const keys = play();
  expect(keys.length).toBeGreaterThan(300);
  expect(play()).toEqual(keys);
});
