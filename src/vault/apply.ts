import type { Drill, Problem } from "../model.ts";
import { cardKey } from "../notes/identity.ts";
import { blockWriter } from "../store/blocks.ts";
import type { Db } from "../store/database.ts";
import { record } from "../store/state.ts";
import { noteWriter, type VaultRow } from "../store/vaults.ts";
import type { Plan } from "./plan.ts";
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
  const ids = new Map<string, number>();
  for (const operation of plan.operations) {
    if (operation.kind === "update") {
      const { row, fresh } = operation;
      writer.update(row.id, fresh.block, {
        vault: vault.id,
        path: fresh.path,
        position: fresh.position,
        textHash: fresh.textHash,
        evidence: operation.evidence,
      });
      ids.set(row.key, row.id);
    } else if (operation.kind === "insert") {
      const { fresh } = operation;
      const evidence = fresh.block.foreignId === undefined ? "first sight" : "its id";
      ids.set(
        operation.key,
        writer.insert(operation.key, fresh.block, {
          vault: vault.id,
          path: fresh.path,
          position: fresh.position,
          textHash: fresh.textHash,
          evidence,
        }),
      );
    } else if (event !== undefined && operation.kind === "add-card") {
      const block = ids.get(operation.blockKey) ?? 0;
      writer.addCard({
        key: cardKey(operation.blockKey, operation.ordinal),
        block,
        ordinal: operation.ordinal,
        added: event.id,
      });
    } else if (event !== undefined && operation.kind !== "add-card") {
      writer.setRetired(operation.card, operation.kind === "retire", { import: event.id, time });
    }
  }
}

/** Keeps what was read of the notes: their hash, their problems, their drills. */
export function saveNotes(db: Db, vault: VaultRow, reading: Reading, removed: readonly string[], plan: Plan): void {
  const writer = noteWriter(db);
  for (const path of removed) writer.remove(vault.id, path);
  const byPath = Map.groupBy(plan.problems, (problem) => problem.path);
  for (const { path, hash, parsed } of reading.notes) {
    const twice = parsed.drills.flatMap((drill) =>
      duplicateDrill(path, drill, writer.noteOfDrill(vault.id, drill.id, path)),
    );
    const problems: Problem[] = [...parsed.problems, ...(byPath.get(path) ?? []), ...twice];
    writer.save(vault.id, { path, hash, repaired: parsed.repairedFrom ?? null, problems }, parsed.drills);
  }
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
