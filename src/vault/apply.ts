import type { Drill, Problem } from "../model.ts";
import { blockWriter, type Placement } from "../store/blocks.ts";
import type { Db } from "../store/database.ts";
import { record } from "../store/state.ts";
import { noteWriter, type VaultRow } from "../store/vaults.ts";
import type { FreshBlock, Plan } from "./plan.ts";
import type { Reading } from "./read.ts";
import { countChanges } from "./report.ts";

/** Carries a plan out, with the event that tells of it. */
export function applyPlan(db: Db, vault: VaultRow, plan: Plan, time: number): void {
  if (plan.operations.length === 0) return;
  const counts = countChanges(plan.changes, 0);
  const changes = counts.added + counts.changed + counts.moved + counts.retired + counts.revived;
  const event =
    changes === 0
      ? undefined
      : record(
          db,
          {
            kind: "import",
            vault: vault.root,
            added: counts.added,
            changed: counts.changed,
            retired: counts.retired,
            revived: counts.revived,
          },
          time,
        );
  const writer = blockWriter(db);
  const placed = new Map<string, { id: number; deck: string }>();
  for (const operation of plan.operations) {
    if (operation.kind === "update") {
      const { row, fresh } = operation;
      writer.update(row, fresh.block, placement(vault, fresh, operation.evidence));
      placed.set(row.key, { id: row.id, deck: fresh.block.deck });
    } else if (operation.kind === "insert") {
      const { key, fresh } = operation;
      const evidence = fresh.block.foreignId === undefined ? "first sight" : "its id";
      placed.set(key, {
        id: writer.insert(key, fresh.block, placement(vault, fresh, evidence)),
        deck: fresh.block.deck,
      });
    } else if (event !== undefined && operation.kind === "add-card") {
      const { key, ordinal } = operation;
      const block = placed.get(operation.block);
      if (block !== undefined) writer.addCard({ key, block: block.id, ordinal, deck: block.deck, added: event.id });
    } else if (event !== undefined && operation.kind !== "add-card") {
      writer.setRetired(operation.card, operation.kind === "retire", { import: event.id, time });
    }
  }
}

function placement(vault: VaultRow, fresh: FreshBlock, evidence: string): Placement {
  return { vault: vault.id, path: fresh.path, position: fresh.position, textHash: fresh.textHash, evidence };
}

/** Keeps what was read of the notes: their hash, their problems, their drills. */
export function saveNotes(db: Db, vault: VaultRow, reading: Reading, removed: readonly string[], plan: Plan): void {
  const writer = noteWriter(db);
  for (const path of removed) writer.remove(vault.id, path);
  const byPath = Map.groupBy(plan.problems, (problem) => problem.path);
  const again = leftOut(plan);
  for (const { path, hash, parsed } of reading.notes) {
    const twice = parsed.drills.flatMap((drill) =>
      duplicateDrill(path, drill, writer.noteOfDrill(vault.id, drill.id, path)),
    );
    const problems: Problem[] = [...parsed.problems, ...(byPath.get(path) ?? []), ...twice];
    writer.save(
      vault.id,
      { path, hash: again.has(path) ? "" : hash, repaired: parsed.repairedFrom ?? null, problems },
      parsed.drills,
    );
  }
}

/** Notes with a block that gave way to the same card elsewhere. */
export function leftOut(plan: Plan): Set<string> {
  const rules = new Set<Problem["rule"]>(["duplicate-id", "duplicate-card"]);
  return new Set(plan.problems.filter((problem) => rules.has(problem.rule)).map((problem) => problem.path));
}

function duplicateDrill(path: string, drill: Drill, other: string | undefined): Problem[] {
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
