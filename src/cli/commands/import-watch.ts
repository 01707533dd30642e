import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { CardsError } from "../../errors.ts";
import { safeLine, safeText } from "../../markdown/safe-text.ts";
import type { Problem } from "../../model.ts";
import { type Gate, vaults } from "../../store/vaults.ts";
import { importVault } from "../../vault/import.ts";
import type { Change, ImportReport } from "../../vault/report.ts";
import { findTarget } from "../../vault/root.ts";
import { watchNotes } from "../../vault/watch.ts";
import type { Context } from "../context.ts";
import { printProblems, printReport } from "../import-report.ts";

/**
 * An import, and the same import again whenever something was saved below its places: one line a change set, with
 * --json one document a line. Ends by Ctrl-C (130), or where a place is gone (1 a vault, 2 a part of one).
 */
export async function watchAndImport(context: Context, gate: Gate | undefined): Promise<number> {
  refuseOthers(context);
  const ended = Promise.withResolvers<"ended">();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ended.resolve("ended"));
  const places = context.words.map((word) => resolve(word));
  // Watched before it is taken in, so that nothing falls in between.
  using watching = watchNotes(places.map((place) => findTarget(place, vaults(context.db()))));
  /** What was wrong at each place when it was last taken in: that is not told again. */
  const told = new Map<string, ReadonlySet<string>>();
  const take = (place: string): ImportReport => {
    const options = {
      home: context.home,
      time: context.now(),
      allowRemovals: context.options["allow-removals"] === true,
    };
    return importVault(context.db(), place, { ...options, gate });
  };
  for (const place of places) {
    const report = take(place);
    if (context.json) context.out(JSON.stringify({ version: 1, ...report }));
    else printReport(context, report, false);
    told.set(place, textsOf(report.problems));
  }
  if (!context.json) context.note("watching; Ctrl-C ends it");
  for (;;) {
    const news = await Promise.race([watching.changed(), ended.promise]);
    if (news === "ended") return 130;
    for (const complaint of news) context.note(safeText(`${complaint}; run cards import after changes there`));
    for (const place of places) {
      const report = attempt(context, () => take(place), place);
      if (report === undefined) continue;
      printChanges(context, report, told.get(place) ?? new Set());
      told.set(place, textsOf(report.problems));
    }
  }
}

function refuseOthers({ options }: Context): void {
  const other = ["dry-run", "write-ids", "erase-ids"].find((flag) => options[flag] === true);
  if (other === undefined) return;
  throw new CardsError(`--watch: not with --${other}`, "Run one after the other.", { exit: 2 });
}

/** What stops one import need not stop the next: a folder that is away comes back. */
function attempt(context: Context, take: () => ImportReport, place: string): ImportReport | undefined {
  try {
    return take();
  } catch (error) {
    if (!(error instanceof CardsError) || !existsSync(place)) throw error;
    context.note(safeText(`${error.message}\n  ${error.hint}`));
    return undefined;
  }
}

/** Nothing is said where nothing follows: most saves are of notes without cards. */
function printChanges(context: Context, report: ImportReport, told: ReadonlySet<string>): void {
  const fresh = report.problems.filter((problem) => !told.has(JSON.stringify(problem)));
  if (report.changes.length + fresh.length === 0) return;
  if (context.json) {
    context.out(JSON.stringify({ version: 1, ...report, problems: fresh }));
    return;
  }
  if (report.changes.length > 0) context.out(safeLine(changeLine(context, report.changes)));
  printProblems(context, fresh);
}

function textsOf(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(problems.map((problem) => JSON.stringify(problem)));
}

/** `12:03:05  1 added, 2 changed  sockets.md, ports.md`. */
function changeLine(context: Context, changes: readonly Change[]): string {
  const time = context.now();
  const clock = new Date(time + context.zone(time) * 60_000).toISOString().slice(11, 19);
  const counts = (["added", "changed", "moved", "retired", "revived"] as const)
    .map((kind) => ({
      kind,
      count: new Set(changes.filter((change) => change.kind === kind).map(({ card }) => card)).size,
    }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  const notes = [...new Set(changes.map(({ path }) => path))];
  const more = notes.length > 3 ? ` and ${notes.length - 3} more notes` : "";
  return `${clock}  ${counts.join(", ")}  ${notes.slice(0, 3).join(", ")}${more}`;
}
