import type { Problem } from "../../model.ts";
import { report } from "../report.ts";
import { Kind, type Lines, lineText } from "./lines.ts";

/** Tells what is never closed: it may hide a card, or go on where a card should have ended. */
export function unclosedProblems(path: string, lines: Lines): Problem[] {
  return lines.unclosed.map(({ line, kind }) => {
    const text = lineText(lines, line);
    const place = { path, line: line + 1, column: text.length - text.trimStart().length + 1 };
    if (kind === Kind.comment)
      return report(
        place,
        "unclosed-comment",
        "warning",
        "this comment is never closed",
        "Close it with %% or -->, as it was opened.",
      );
    const what = kind === Kind.math ? "formula" : kind === Kind.fence ? "fence" : "HTML element";
    const message = `this ${what} is never closed: all below it belongs to it`;
    return report(
      place,
      "unclosed-fence",
      "warning",
      message,
      "Close it by the signs that open it, on a line of their own.",
    );
  });
}
