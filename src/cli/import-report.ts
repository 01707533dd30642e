import { safeLine, safeText } from "../markdown/safe-text.ts";
import type { Problem } from "../model.ts";
import { painter } from "../terminal/line.ts";
import type { ImportReport } from "../vault/report.ts";
import type { WrittenIds } from "../vault/write-ids.ts";
import type { Context } from "./context.ts";
import { counted } from "./counted.ts";

/** What an import did, and which ids it wrote, if it was asked to. */
export type Taken = ImportReport & { readonly ids?: WrittenIds };

export function printReport(context: Context, report: Taken, dryRun: boolean): void {
  const { notes, cards } = report;
  context.out(safeLine(`${report.vault}${dryRun ? " (dry run, nothing written)" : ""}`));
  context.out(
    `  notes  ${notes.read} read, ${notes.unchanged} unchanged, ${notes.removed} removed, ${notes.skipped} skipped`,
  );
  const parts = (["added", "changed", "moved", "retired", "revived"] as const)
    .filter((kind) => cards[kind] > 0)
    .map((kind) => `${cards[kind]} ${kind}`);
  context.out(
    `  cards  ${cards.total} in ${counted(report.blocks.total, "block")}: ${parts.length === 0 ? "0 changes" : parts.join(", ")}`,
  );
  if (report.ids !== undefined) context.out(idsLine(report.ids));
  if (report.drills.total > 0) context.out(`  drills ${report.drills.total}`);
  if (dryRun)
    for (const change of report.changes)
      context.out(
        safeLine(
          `  ${change.kind.padEnd(8)} ${change.card.slice(0, 8)}  ${change.path}:${change.line}  ${change.reason}`,
        ),
      );
  printProblems(context, [...report.problems, ...(report.ids?.refused ?? [])]);
}

function idsLine({ ids, notes, without }: WrittenIds): string {
  const left = without === 0 ? "" : `; ${counted(without, "block")} can hold none, only START … END does`;
  return `  ids    ${ids} in ${counted(notes, "note")}${left}`;
}

/** One missing folder of pictures, or one tag that is not used any more, would bury everything else. */
const mostOfOneRule = 10;

export function printProblems(context: Context, problems: readonly Problem[]): void {
  for (const [rule, alike] of Map.groupBy(problems, (problem) => problem.rule)) {
    for (const problem of alike.slice(0, mostOfOneRule)) printProblem(context, problem);
    const left = alike.length - mostOfOneRule;
    if (left > 0) context.note(`… and ${left} more of ${rule}; --json lists all`);
  }
}

/** `place: what is wrong`, the remedy below it. */
export function printProblem(context: Context, problem: Problem): void {
  const paint = painter(context.color);
  const colour = { error: "31", warning: "33", info: "2" }[problem.severity];
  // The folder of the vault itself has no path in it.
  const path = problem.path === "" ? "." : safeLine(problem.path);
  context.note(
    `${path}:${problem.line}:${problem.column}: ${paint(colour, problem.rule)}: ${safeText(problem.message)}`,
  );
  context.note(paint("2", `    ${safeText(problem.hint)}`));
}
