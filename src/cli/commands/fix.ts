import { join } from "node:path";
import { type Fixed, fixNotes, type FixReport } from "../../desk/fix.ts";
import { CardsError } from "../../errors.ts";
import { safeLine, safeText } from "../../markdown/safe-text.ts";
import type { Rule } from "../../rules.ts";
import type { Repair } from "../../notes/repair/splices.ts";
import { cut, painter } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";
import { fromHere } from "../here.ts";
import { printProblem } from "../import-report.ts";
import { namedTarget } from "../named-target.ts";
import { isTerminal } from "../streams.ts";

/** Exit 1 where a note that could be mended could not be written. */
export function run(context: Context): number {
  const dryRun = context.options["dry-run"] === true;
  const only = rulesOf(context.options["only"]);
  const reports = context.words.map((word) => fixNotes(namedTarget(context, word), { dryRun, only }));
  const fixed = reports.flatMap((report) => report.fixed);
  const refused = reports.flatMap((report) => report.refused);
  if (context.json) context.out(asDocument(reports, dryRun));
  else {
    for (const note of fixed) print(context, note, dryRun);
    for (const problem of refused) printProblem(context, problem);
    context.note(summary(fixed.length, refused.length, dryRun));
  }
  return refused.length > 0 ? 1 : 0;
}

const fixable: readonly Rule[] = ["repaired-encoding", "missing-end", "id-order"];

function rulesOf(value: string | boolean | undefined): readonly Rule[] | undefined {
  if (typeof value !== "string") return undefined;
  return value.split(",").map((word) => {
    const rule = fixable.find((each) => each === word.trim());
    if (rule !== undefined) return rule;
    throw new CardsError(`--only ${word}: nothing that can be fixed`, `Rules are ${fixable.join(", ")}.`, { exit: 2 });
  });
}

function asDocument(reports: readonly FixReport[], dryRun: boolean): string {
  const told = ({ rule, line, message }: Repair) => ({ rule, line, message });
  return document({
    dryRun,
    notes: reports.reduce((sum, report) => sum + report.notes, 0),
    fixed: reports.flatMap((report) =>
      report.fixed.map(({ root, path, repairs, hunks }) => ({ vault: root, path, repairs: repairs.map(told), hunks })),
    ),
    refused: reports.flatMap((report) => report.refused),
  });
}

function print(context: Context, { root, path, repairs, hunks }: Fixed, dryRun: boolean): void {
  const paint = painter(context.color);
  const file = safeLine(fromHere(join(root, path)));
  for (const { line, rule, message } of repairs)
    context.out(`${file}:${line}: ${paint("32", rule)}: ${safeText(message)}`);
  if (!dryRun) return;
  const width = isTerminal(1) ? context.width : 10_000;
  for (const { line, removed, added } of hunks) {
    context.out(paint("36", `@@ line ${line} @@`));
    for (const text of removed) context.out(paint("31", cut(`-${text}`, width)));
    for (const text of added) context.out(paint("32", cut(`+${text}`, width)));
  }
}

function summary(notes: number, refused: number, dryRun: boolean): string {
  if (refused > 0 && notes === 0) return `${counted(refused, "note")} could not be changed; nothing was written.`;
  if (notes === 0) return "Nothing that could be fixed by itself; cards check lists what is left.";
  const what = counted(notes, "note");
  return dryRun
    ? `${what} would change; nothing was written.`
    : `${what} changed; the cards that are read of them did not.`;
}
