import type { Drill, Problem } from "../model.ts";
import { blockWriter, type NewCard, type Placement } from "../store/write-blocks.ts";
import { adoptOffer, offersOf } from "../store/adopt.ts";
import { withoutIndexes } from "../store/bulk.ts";
import type { Db } from "../store/database.ts";
import { record } from "../store/state.ts";
import { noteWriter, type VaultRow } from "../store/vaults.ts";
import type { FreshBlock } from "./fresh-block.ts";
import type { Plan } from "./plan.ts";
import type { ReadNote } from "./read.ts";
import { type Change, countChanges } from "./report.ts";

/** Carries a plan out, with the event that tells of it. Gives what changed besides: schedules that notes tell of known cards. */
export function applyPlan(db: Db, vault: VaultRow, plan: Plan, time: number): readonly Change[] {
  if (plan.operations.length === 0) return [];
  const { added, changed, moved, retired, revived } = countChanges(plan.changes, 0);
  const happening = { kind: "import" as const, vault: vault.root, added, changed, retired, revived };
  const event = added + changed + moved + retired + revived === 0 ? undefined : record(db, happening, time);
  const isFirst = db.prepare("select 1 from block limit 1").get() === undefined;
  let placed: ReadonlyMap<string, number> = new Map();
  const write = () => {
    placed = writePlan(db, vault, plan, { event: event?.id ?? "", time });
  };
  if (isFirst) withoutIndexes(db, ["block", "card", "schedule"], write);
  else write();
  return adoptSchedules(db, plan, placed, { import: event?.id, time });
}

/** Takes over what the notes say of the schedules of their cards. */
function adoptSchedules(
  db: Db,
  plan: Plan,
  placed: ReadonlyMap<string, number>,
  by: { import: string | undefined; time: number },
): readonly Change[] {
  const told = new Set<string>();
  const changes: Change[] = [];
  for (const operation of plan.operations) {
    if (operation.kind !== "insert" && operation.kind !== "update") continue;
    const { block, path } = operation.fresh;
    const id = block.schedules && placed.get(operation.kind === "insert" ? operation.key : operation.row.key);
    if (block.schedules === undefined || id === undefined) continue;
    if (told.size === 0) for (const { card } of plan.changes) told.add(card);
    for (const offer of offersOf(db, id, block.ordinals, block.schedules)) {
      if (!adoptOffer(db, offer, by) || told.has(offer.key)) continue;
      changes.push({ card: offer.key, kind: "changed", reason: "its schedule in the note", path, line: block.line });
    }
  }
  return changes;
}

/** Gives where the blocks stand now: key → id. */
function writePlan(
  db: Db,
  vault: VaultRow,
  plan: Plan,
  { event, time }: { event: string; time: number },
): ReadonlyMap<string, number> {
  const writer = blockWriter(db);
  const placed = new Map<string, number>();
  const cards: NewCard[] = [];
  for (const operation of plan.operations) {
    switch (operation.kind) {
      case "update": {
        const { row, fresh, evidence } = operation;
        writer.update(row, fresh.block, placement(vault, fresh, evidence));
        placed.set(row.key, row.id);
        break;
      }
      case "insert": {
        const { key, fresh } = operation;
        const evidence = fresh.block.foreignId === undefined ? "first sight" : "its id";
        placed.set(key, writer.insert(key, fresh.block, placement(vault, fresh, evidence)));
        break;
      }
      case "add-card": {
        const block = placed.get(operation.block);
        if (block !== undefined) cards.push({ key: operation.key, block, ordinal: operation.ordinal });
        break;
      }
      case "renumber":
        writer.renumber(operation.cards);
        break;
      case "take-place":
        writer.takePlace(operation.row, operation.copy, operation.evidence);
        break;
      case "retire":
        writer.setRetired(operation.card, true, { import: event, time, asked: operation.asked });
        break;
      case "revive":
        writer.setRetired(operation.card, false, { import: event, time });
    }
  }
  writer.addCards(cards, event);
  return placed;
}

function placement(vault: VaultRow, fresh: FreshBlock, evidence: string): Placement {
  return { vault: vault.id, path: fresh.path, position: fresh.position, textHash: fresh.textHash, evidence };
}

/** Keeps what there is to tell of the notes: their problems, their drills. */
export function saveNotes(
  db: Db,
  vault: VaultRow,
  notes: readonly ReadNote[],
  removed: readonly string[],
  plan: Plan,
): void {
  const writer = noteWriter(db);
  for (const path of removed) writer.remove(vault.id, path);
  const byPath = Map.groupBy(plan.problems, (problem) => problem.path);
  for (const { path, repairedFrom, problems, drills } of notes) {
    const twice = drills.flatMap((drill) => duplicateDrill(path, drill, writer.noteOfDrill(vault.id, drill.id, path)));
    const all = [...problems, ...(byPath.get(path) ?? []), ...twice];
    writer.save(vault.id, { path, repaired: repairedFrom ?? null, problems: all }, drills);
  }
}

/** Notes with a block that gave way to the same card elsewhere. */
export function leftOut(plan: Plan): Set<string> {
  const rules = new Set<Problem["rule"]>(["duplicate-id", "duplicate-card"]);
  return new Set(plan.problems.filter((problem) => rules.has(problem.rule)).map((problem) => problem.path));
}

export function duplicateDrill(path: string, drill: Drill, other: string | undefined): Problem[] {
  if (other === undefined) return [];
  const message = `the drill ${drill.id} stands in ${other} too; the first of them counts`;
  return [
    {
      path,
      line: drill.line,
      column: 1,
      rule: "duplicate-drill",
      severity: "warning",
      message,
      hint: "Give one of them another id.",
    },
  ];
}
