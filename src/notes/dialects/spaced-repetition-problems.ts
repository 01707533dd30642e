import type { Problem } from "../../model.ts";
import { Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import type { Source } from "./dialect.ts";
import type { Remark } from "./spaced-repetition-card.ts";
import { scheduleIn, scheduleSign } from "./spaced-repetition-schedule.ts";

/** On a line of its own, or at the end of one, as a setting of the plugin has it. */
function holdsSchedule(lines: Lines, line: number): boolean {
  const text = lineText(lines, line);
  if (!text.includes(scheduleSign)) return false;
  if (kindOf(lines, line) === Kind.comment) return text.startsWith(scheduleSign);
  return kindOf(lines, line) === Kind.prose && scheduleIn(text) !== -1;
}

/** Schedules in a note that has none of the tags: its cards are left out. */
export function closedGate(source: Source): Problem[] {
  const { lines, syntax } = source;
  for (let line = source.head.lines; line < lines.starts.length; line++) {
    if (!holdsSchedule(lines, line)) continue;
    const tags =
      syntax.spacedRepetition.tags.length === 1
        ? `#${syntax.spacedRepetition.tags[0]}`
        : `such as #${syntax.spacedRepetition.tags[0] ?? ""}`;
    const message = `schedules of Spaced Repetition stand here, but no tag ${tags}: no card is read by that grammar`;
    const hint = "Tag the note, or take in all notes of the vault: cards import --gate open.";
    return [report({ path: source.path, line: line + 1, column: 1 }, "closed-gate", "info", message, hint)];
  }
  return [];
}

const told = {
  "empty-front": [
    "warning",
    "nothing stands before the separator, so there is nothing to ask",
    "Write the question right above it, or before it.",
  ],
  "missing-answer": [
    "warning",
    "nothing stands behind the separator, so there is no answer",
    "Write the answer behind it, or right below a separator that has a line of its own.",
  ],
  "no-cloze": [
    "info",
    "the cloze stands between code signs, so nothing is hidden",
    "Put a blank line between the code and the cloze.",
  ],
  "unread-separator": [
    "info",
    "the separator stands inside a name, an address, a property or a table, so it makes no card",
    "Put blanks around it, or code signs (`) around the name.",
  ],
  "unread-schedule": [
    "info",
    "this schedule belongs to no card, or can't be read",
    "Put it in the line below its card.",
  ],
  "second-schedule": ["info", "the card above has a schedule already, so this one does not count", "Remove this one."],
} as const;

export function remarkProblem(source: Source, { line, what }: Remark): Problem {
  const [severity, message, hint] = told[what];
  const rule = what === "second-schedule" ? "unread-schedule" : what;
  return report({ path: source.path, line: line + 1, column: columnOf(source, line) }, rule, severity, message, hint);
}

/** 1-based, as places are. */
export function columnOf({ lines }: Source, line: number): number {
  const text = lineText(lines, line);
  return text.length - text.trimStart().length + 1;
}
