import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Checked, checkNotes, goneVault, storedLines } from "../../desk/check.ts";
import { CardsError } from "../../errors.ts";
import { safeLine, safeText } from "../../markdown/safe-text.ts";
import type { Problem } from "../../model.ts";
import { vaults } from "../../store/vaults.ts";
import { codeFrame } from "../../terminal/code-frame.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";
import { fromHere } from "../here.ts";
import { namedTarget } from "../named-target.ts";

/** A problem, and the file that it is in: its path from here, as an editor or a CI job opens it. */
type Found = Problem & { readonly vault: string; readonly file: string };

/** Exit 1 where there are problems, whatever their severity. */
export function run(context: Context): number {
  const format = formatOf(context);
  const checked =
    context.words.length === 0
      ? knownVaults(context)
      : context.words.map((word) => checkNotes(namedTarget(context, word)));
  const problems = checked.flatMap(({ root, problems: inVault }) =>
    inVault.map((problem): Found => ({ ...problem, vault: root, file: fromHere(join(root, problem.path)) })),
  );
  const notes = checked.reduce((sum, each) => sum + each.notes, 0);
  if (format === "json") context.out(document({ notes, problems }));
  else if (format === "github") for (const problem of problems) context.out(workflowCommand(problem));
  else printText(context, problems);
  if (format !== "json") context.note(summary(problems, notes));
  return problems.length > 0 ? 1 : 0;
}

const formats = ["text", "json", "github"] as const;

function formatOf(context: Context): (typeof formats)[number] {
  if (context.json) return "json";
  const wanted = context.options["format"] ?? "text";
  const format = formats.find((each) => each === wanted);
  if (format !== undefined) return format;
  throw new CardsError(`--format ${String(wanted)}: not known`, `Formats are ${formats.join(", ")}.`, { exit: 2 });
}

function knownVaults(context: Context): Checked[] {
  const known = vaults(context.db());
  if (known.length === 0)
    throw new CardsError("no vault is known yet", "Name what to look at: cards check FOLDER.", { exit: 2 });
  return known.map(({ root, gate }) => (existsSync(root) ? checkNotes({ root, start: "", gate }) : goneVault(root)));
}

function printText(context: Context, problems: readonly Found[]): void {
  const paint = painter(context.color);
  const wantsFrames = context.options["verbose"] === true;
  for (const [file, inFile] of Map.groupBy(problems, (problem) => problem.file)) {
    const [first] = inFile;
    const lines = wantsFrames && first !== undefined ? storedLines(first.vault, first.path) : [];
    for (const { line, column, rule, severity, message, hint } of inFile) {
      const colour = { error: "31", warning: "33", info: "36" }[severity];
      context.out(`${safeLine(file)}:${line}:${column}: ${paint(colour, `${severity} ${rule}`)}: ${safeText(message)}`);
      const text = lines[line - 1];
      if (text !== undefined) for (const each of codeFrame(text, line, column, context.width)) context.out(each);
      context.out(paint("2", `    ${safeText(hint)}`));
    }
  }
}

/** An annotation beside the line of a pull request: https://docs.github.com/actions/reference/workflow-commands. */
function workflowCommand({ file, line, column, rule, severity, message, hint }: Found): string {
  const escaped = (text: string) =>
    safeText(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  const command = { error: "error", warning: "warning", info: "notice" }[severity];
  const place = `file=${property(file)},line=${line},col=${column},title=${property(rule)}`;
  return `::${command} ${place}::${escaped(`${message}\n${hint}`)}`;
}

function summary(problems: readonly Found[], notes: number): string {
  if (problems.length === 0) return `Nothing is wrong in ${counted(notes, "note")}.`;
  const files = new Set(problems.map((problem) => problem.file)).size;
  const ofSeverity = (severity: Problem["severity"]) => problems.filter((each) => each.severity === severity).length;
  return `${counted(problems.length, "problem")} in ${files} of ${counted(notes, "note")}: ${counted(ofSeverity("error"), "error")}, ${counted(ofSeverity("warning"), "warning")}, ${ofSeverity("info")} to know of.`;
}
