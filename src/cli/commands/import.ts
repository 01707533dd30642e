import { resolve } from "node:path";
import type { Problem } from "../../model.ts";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { painter } from "../../terminal/line.ts";
import { importVault } from "../../vault/import.ts";
import type { ImportReport } from "../../vault/report.ts";
import { type Context, document } from "../context.ts";

export function run(context: Context): number {
  const dryRun = context.options["dry-run"] === true;
  const reports = context.words.map((word) => {
    if (/\.(apkg|colpkg|anki2)$/i.test(word)) {
      throw new CardsError(`${word}: packages can't be taken in yet`, "Name a vault, a folder of notes, or one note.", {
        exit: 2,
      });
    }
    return importVault(context.db(), resolve(word), {
      home: context.home,
      time: context.now(),
      dryRun,
      allowRemovals: context.options["allow-removals"] === true,
    });
  });
  if (context.json) context.out(asDocument(reports, dryRun));
  else for (const report of reports) printReport(context, report, dryRun);
  return 0;
}

/** One path gives the report itself, several give them in a list. */
function asDocument(reports: readonly ImportReport[], dryRun: boolean): string {
  const shown = reports.map(({ changes, ...report }) => (dryRun ? { ...report, changes } : report));
  return shown.length === 1 ? document(shown[0] ?? {}) : document({ imports: shown });
}

function printReport(context: Context, report: ImportReport, dryRun: boolean): void {
  const { notes, cards } = report;
  context.out(safeText(`${report.vault}${dryRun ? " (dry run, nothing written)" : ""}`));
  context.out(
    `  notes  ${notes.read} read, ${notes.unchanged} unchanged, ${notes.removed} removed, ${notes.skipped} skipped`,
  );
  const parts = (["added", "changed", "moved", "retired", "revived"] as const)
    .filter((kind) => cards[kind] > 0)
    .map((kind) => `${cards[kind]} ${kind}`);
  context.out(
    `  cards  ${cards.total} in ${report.blocks.total} ${report.blocks.total === 1 ? "block" : "blocks"}: ${parts.length === 0 ? "0 changes" : parts.join(", ")}`,
  );
  if (report.drills.total > 0) context.out(`  drills ${report.drills.total}`);
  if (dryRun)
    for (const change of report.changes)
      context.out(
        safeText(
          `  ${change.kind.padEnd(8)} ${change.card.slice(0, 8)}  ${change.path}:${change.line}  ${change.reason}`,
        ),
      );
  for (const problem of report.problems) printProblem(context, problem);
}

/** `place: what is wrong`, the remedy below it. */
function printProblem(context: Context, problem: Problem): void {
  const paint = painter(context.color);
  const colour = { error: "31", warning: "33", info: "2" }[problem.severity];
  context.note(
    `${safeText(problem.path)}:${problem.line}:${problem.column}: ${paint(colour, problem.rule)}: ${safeText(problem.message)}`,
  );
  context.note(paint("2", `    ${safeText(problem.hint)}`));
}
