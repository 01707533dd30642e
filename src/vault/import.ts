import { refuseHomeInVault } from "../settings/home.ts";
import { isBelow } from "../settings/path.ts";
import { blockReader } from "../store/blocks.ts";
import { type Db, rollBack } from "../store/database.ts";
import { readableError } from "../store/failure.ts";
import { type Gate, rememberScan, remarksOf, setGate, vaultOf, vaults } from "../store/vaults.ts";
import { applyPlan, leftOut, saveNotes } from "./apply.ts";
import { changesNothing, isWithin, knownAfter, type Look, lookAt } from "./look.ts";
import { type Plan, planImport } from "./plan.ts";
import { refuseEmptied, refuseRemovals } from "./refuse.ts";
import { countChanges, type ImportReport } from "./report.ts";
import { findTarget, type Target } from "./root.ts";
import { settleVault } from "./settle.ts";
import { packStats } from "./stat-cache.ts";
import { strayBlocks } from "./strays.ts";

export interface ImportOptions {
  readonly home: string;
  /** ms since 1970. */
  readonly time: number;
  readonly dryRun?: boolean;
  readonly allowRemovals?: boolean;
  readonly builtIn?: boolean;
  /** Whether notes without a flashcard tag are read for such cards, too; remembered for the vault. */
  readonly gate?: Gate | undefined;
}

/**
 * Job 1: a vault, a folder of it, or one note → cards. Notes are only read.
 *
 *     path → vault and part → walk → what changed → parse ─┤ lock ├─ which block is which → one transaction → report
 *
 * The database is not held while the notes are read, so no sitting waits for an import.
 * Throws CardsError where nothing may be done: no such path (2), too much would retire (1).
 */
export function importVault(db: Db, path: string, options: ImportOptions): ImportReport {
  const known = vaults(db);
  const target = { ...findTarget(path, known), gate: options.gate };
  refuseHomeInVault(options.home, target.root);
  const look = lookAt(db, target);
  const settled = known.find((vault) => vault.root === target.root);
  const holdsOthers = known.some((vault) => vault.root !== target.root && isBelow(vault.root, target.root));
  if (settled !== undefined && !holdsOthers && changesNothing(look)) return reportOf(db, target, look, nothing);
  try {
    db.exec("begin immediate");
    const report = takeIn(db, target, look, options);
    if (options.dryRun === true) rollBack(db);
    else db.exec("commit");
    return report;
  } catch (error) {
    rollBack(db);
    throw readableError(error, db.file);
  }
}

const nothing: Plan = { operations: [], changes: [], problems: [] };

/** What was read becomes cards, within the caller's transaction. */
export function takeIn(db: Db, target: Target, seen: Look, options: ImportOptions): ImportReport {
  const vault = settleVault(db, target.root, options.builtIn === true);
  if (target.gate !== undefined) setGate(db, vault.id, target.gate);
  // Somebody else took the vault in meanwhile, or it came here from elsewhere: what was seen was compared with what is no more.
  const look = seen.edition === vault.edition ? seen : lookAt(db, target);
  const reader = blockReader(db);
  const changed = look.reading.notes.filter((note) => !note.same);
  const known = new Set([...look.cache.paths, ...look.regained]);
  const before = [
    ...changed.map((note) => note.path).filter((notePath) => known.has(notePath)),
    ...look.removed,
  ].flatMap((notePath) => reader.inNote(vault.id, notePath));
  const fresh = changed.flatMap((note) => note.blocks);
  const strays =
    target.start === "" ? [] : strayBlocks({ ...target, gate: target.gate ?? vault.gate }, vault.id, fresh, reader);
  const plan = planImport({ vault: vault.id, before, strays, fresh, reader });
  if (options.allowRemovals !== true) {
    refuseEmptied(target, look);
    refuseRemovals(target, plan.changes, vault.cards);
  }
  const rescheduled = applyPlan(db, vault, plan, options.time);
  saveNotes(db, vault, changed, look.removed, plan);
  // A note of which something was left out is read again next time: what it gave way to may be gone by then.
  const notes = knownAfter(look, target, leftOut(plan));
  const whole = target.start === "" || vault.settings === "" || !look.anew;
  rememberScan(db, vault.id, {
    scanned: look.scanned,
    notes: notes.length,
    stats: packStats(notes),
    settings: whole ? look.settings : vault.settings,
  });
  return reportOf(db, target, look, { ...plan, changes: [...plan.changes, ...rescheduled] });
}

function reportOf(db: Db, target: Target, look: Look, plan: Plan): ImportReport {
  const vault = vaultOf(db, target.root);
  if (vault === undefined) throw new Error("a vault that was just taken in is not there");
  const { notes, unreadable } = look.reading;
  const changed = notes.filter((note) => !note.same).length;
  const remarks = remarksOf(db, vault.id).filter((note) => isWithin(note.path, target.start));
  const notText = remarks.filter((note) => note.problems.some((problem) => problem.rule === "not-text")).length;
  return {
    vault: target.root,
    notes: {
      read: notes.length,
      changed,
      unchanged: look.unchanged.length + notes.length - changed,
      removed: look.removed.length,
      skipped: unreadable.length + notText,
    },
    cards: countChanges(plan.changes, vault.cards),
    blocks: { total: vault.blocks },
    drills: { total: vault.drills },
    repaired: remarks.flatMap((note) => (note.repaired === null ? [] : [{ path: note.path, from: note.repaired }])),
    problems: [...look.problems, ...unreadable, ...remarks.flatMap((note) => note.problems)],
    changes: plan.changes,
  };
}
