import { rmSync } from "node:fs";
import type { Chance } from "./chance.ts";
import type { Edit, Kind } from "./edits.ts";
import { judge, remember, type Verdict } from "./judge.ts";
import { blocksOf, namesOf, type Sheets, textOf } from "./sheets.ts";
import { change, layTable, liveCards, moveVault, type Table, take } from "./table.ts";
import type { Files } from "./vaults.ts";

/** How many edits of a kind kept every history with its card; of the others, what became of the worst. */
export type Tally = Record<Verdict, number>;

export interface Outcome {
  readonly tallies: ReadonlyMap<string, Tally>;
  /** What was not right, for people. */
  readonly told: readonly string[];
  /** Every live card's key, by place. */
  readonly keys: readonly string[];
}

/** Takes a vault in, gives every card a history of its own, and edits the vault again and again: kind after kind, each in its turn. */
export function playRound(files: Files, kinds: Readonly<Record<string, Kind>>, edits: number, dice: Chance): Outcome {
  const table = layTable(files);
  remember(table);
  const tallies = new Map<string, Tally>();
  const told: string[] = [];
  const turns = Object.entries(kinds);
  let done = 0;
  for (let turn = 0; done < edits && turn < edits * 5; turn += 1) {
    const [name, kind] = turns[turn % turns.length] ?? ["", () => undefined];
    const edit = kind(table.sheets, dice);
    if (edit === undefined || !edit.states.every((state) => holdsWhatItSays(table, state))) continue;
    const tally = tallies.get(name) ?? { right: 0, ambiguous: 0, lost: 0, wrong: 0 };
    const verdict = tryEdit(table, edit, (line) => told.push(`  ${name}: ${line}`));
    tallies.set(name, { ...tally, [verdict]: tally[verdict] + 1 });
    done += 1;
  }
  const keys = liveCards(table).map((card) => `${card.path} ${card.position} ${card.ordinal} ${card.key}`);
  table.db.close();
  rmSync(table.folder, { recursive: true });
  return { tallies, told, keys };
}

/** Whether the changed notes really hold the blocks that the edit says they hold: some texts mean something else elsewhere. */
function holdsWhatItSays({ sheets, syntax }: Table, state: Sheets): boolean {
  return [...state].every(
    ([path, parts]) =>
      sheets.get(path) === parts || blocksOf(path, textOf(parts), syntax).length === namesOf(parts).length,
  );
}

/** Makes the edit on the disk, takes it in state by state, and judges every card of the vault. */
function tryEdit(table: Table, edit: Edit, tell: (line: string) => void): Verdict {
  const before = table.sheets;
  const problems = edit.states.flatMap((state, index) => {
    change(table, state);
    const isLast = index === edit.states.length - 1;
    if (isLast && edit.elsewhere === true) moveVault(table);
    const early = isLast ? (edit.first ?? []).flatMap((path) => take(table, path)) : [];
    return [...early, ...take(table)];
  });
  const verdict = judge(table, { before, ordinals: edit.ordinals, problems }, tell);
  remember(table);
  return verdict;
}
