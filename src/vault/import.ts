import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../model.ts";
import { CardsError } from "../errors.ts";
import { refuseHomeInVault } from "../settings/home.ts";
import { blockReader, type BlockReader, type BlockRow } from "../store/blocks.ts";
import { type Db, readableError } from "../store/database.ts";
import {
  liveBlocks,
  liveCards,
  noteHashes,
  notesWithRemarks,
  rememberScan,
  drillCount,
  vaults,
  type VaultRow,
} from "../store/vaults.ts";
import { applyPlan, leftOut, saveNotes } from "./apply.ts";
import { type FreshBlock, type Plan, freshBlock, planImport } from "./plan.ts";
import { type Reading, readNotes, readVaultSyntax } from "./read.ts";
import { type Change, type ImportReport, countChanges } from "./report.ts";
import { findTarget, type Target } from "./root.ts";
import { compareStats, packStats, unpackStats } from "./stat-cache.ts";
import { settleVault } from "./settle.ts";
import { walk } from "./walk.ts";

export interface ImportOptions {
  readonly home: string;
  /** ms since 1970. */
  readonly time: number;
  readonly dryRun?: boolean;
  readonly allowRemovals?: boolean;
  readonly builtIn?: boolean;
}

/**
 * Job 1: a vault, a folder of it, or one note → cards. Notes are only read.
 *
 *     path → vault and part → walk → what changed → parse → which block is which → one transaction → report
 *
 * Throws CardsError where nothing may be done: no such path (2), too much would retire (1).
 */
export function importVault(db: Db, path: string, options: ImportOptions): ImportReport {
  const target = findTarget(path, vaults(db));
  refuseHomeInVault(options.home, target.root);
  try {
    db.exec("begin immediate");
    const report = importTarget(db, target, options);
    db.exec(options.dryRun === true ? "rollback" : "commit");
    return report;
  } catch (error) {
    if (db.inTransaction) db.exec("rollback");
    throw readableError(error, db.name);
  }
}

function importTarget(db: Db, target: Target, options: ImportOptions): ImportReport {
  const vault = settleVault(db, target.root, options.builtIn === true);
  const { syntax, problems, fingerprint } = readVaultSyntax(target.root);
  const readAnew = fingerprint !== vault.settings;
  // The disk's clock, not the review's: --now must not make an edited note look old.
  const scanned = Date.now();
  const seen = walk(target.root, target.start);
  const stats = unpackStats(vault.stats);
  const inScope = (notePath: string): boolean => isWithin(notePath, target.start);
  const difference = compareStats(
    readAnew ? [] : stats.filter((note) => inScope(note.path)),
    seen.notes,
    vault.scanned,
  );
  if (!readAnew && difference.changed.length + difference.removed.length === 0 && stats.length > 0) {
    return reportOf(db, target, vault, { ...nothing, difference, problems: [...problems, ...seen.problems] });
  }
  const hashes = noteHashes(db, vault.id);
  const reading = readNotes(target.root, difference.changed, readAnew ? new Map() : hashes, syntax);

  const present = new Set(seen.notes.map((note) => note.path));
  const hidden = (notePath: string): boolean => seen.unseen.some((unseen) => isWithin(notePath, unseen));
  const removed = [...hashes.keys()].filter(
    (notePath) => inScope(notePath) && !present.has(notePath) && !hidden(notePath),
  );
  refuseEmptied(target, present.size, hashes.size, options);

  const reader = blockReader(db);
  const before = [
    ...reading.notes.map((note) => note.path).filter((notePath) => hashes.has(notePath)),
    ...removed,
  ].flatMap((notePath) => reader.inNote(vault.id, notePath));
  const fresh = reading.notes.flatMap((note) =>
    note.parsed.blocks.map((block, position) => freshBlock(note.path, block, position)),
  );
  const strays = target.start === "" ? [] : strayBlocks(target, vault, fresh, reader);
  const plan = planImport({ vault: vault.id, before: [...before, ...strays], fresh, reader });
  refuseRemovals(target, plan.changes, liveCards(db, vault.id), options);

  applyPlan(db, vault, plan, options.time);
  saveNotes(db, vault, reading, removed, plan);
  // A note of which something was left out is read again next time: what it gave way to may be gone by then.
  const unread = new Set([...reading.unreadable, ...leftOut(plan)]);
  const readable = seen.notes.filter((note) => !unread.has(note.path));
  rememberScan(db, vault.id, {
    scanned,
    stats: packStats([...stats.filter((note) => !inScope(note.path)), ...readable]),
    settings: target.start === "" || vault.settings === "" || !readAnew ? fingerprint : vault.settings,
  });
  return reportOf(db, target, vault, {
    reading,
    difference,
    removed: removed.length,
    plan,
    problems: [...problems, ...seen.problems],
  });
}

/** Blocks of notes outside of the part that is imported, which are gone from the disk: they may have come here. */
function strayBlocks(target: Target, vault: VaultRow, fresh: readonly FreshBlock[], reader: BlockReader): BlockRow[] {
  const alike = fresh.flatMap(({ textHash, block }) => [
    ...reader.byText(textHash),
    ...(block.foreignId === undefined ? [] : reader.byForeignId(block.foreignId)),
  ]);
  return alike.filter(
    (row) => row.vault === vault.id && !isWithin(row.path, target.start) && !existsSync(join(target.root, row.path)),
  );
}

/** True for the folder or note `start` and all below it; "" is the whole vault. */
function isWithin(path: string, start: string): boolean {
  return start === "" || path === start || path.startsWith(`${start}/`);
}

function refuseEmptied(target: Target, found: number, known: number, options: ImportOptions): void {
  if (options.allowRemovals === true || found > 0 || known === 0 || target.start !== "") return;
  throw new CardsError(
    `${target.root}: the vault is empty now, ${known} notes were there before`,
    "Is its disk mounted? Nothing was changed. If it is meant to be empty: --allow-removals.",
  );
}

/** More than a fifth of a vault's cards does not vanish by editing: an unmounted folder does that. */
function refuseRemovals(target: Target, changes: readonly Change[], live: number, options: ImportOptions): void {
  const retired = changes.filter((change) => change.kind === "retired").length;
  if (options.allowRemovals === true || retired < 10 || retired <= live * 0.2) return;
  throw new CardsError(
    `${target.root}: ${retired} of ${live} cards would retire`,
    "Nothing was changed. See which with --dry-run --allow-removals; if that is meant: --allow-removals.",
  );
}

const nothing = {
  reading: { notes: [], same: [], problems: [], unreadable: [] },
  removed: 0,
  plan: { operations: [], changes: [], problems: [] },
};

interface Outcome {
  readonly reading: Reading;
  readonly difference: { readonly unchanged: readonly unknown[] };
  readonly removed: number;
  readonly plan: Plan;
  readonly problems: readonly Problem[];
}

function reportOf(db: Db, target: Target, vault: VaultRow, outcome: Outcome): ImportReport {
  const { reading, difference, plan } = outcome;
  const remarks = notesWithRemarks(db, vault.id).filter((note) => isWithin(note.path, target.start));
  const notText = remarks.filter((note) => note.problems.some((problem) => problem.rule === "not-text")).length;
  return {
    vault: target.root,
    notes: {
      read: reading.notes.length + reading.same.length,
      changed: reading.notes.length,
      unchanged: difference.unchanged.length + reading.same.length,
      removed: outcome.removed,
      skipped: reading.unreadable.length + notText,
    },
    cards: countChanges(plan.changes, liveCards(db, vault.id)),
    blocks: { total: liveBlocks(db, vault.id) },
    drills: { total: drillCount(db, vault.id) },
    repaired: remarks.flatMap((note) => (note.repaired === null ? [] : [{ path: note.path, from: note.repaired }])),
    problems: [...outcome.problems, ...reading.problems, ...remarks.flatMap((note) => note.problems)],
    changes: plan.changes,
  };
}
