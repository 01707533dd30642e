import type { Place, Problem } from "../model.ts";

/** The remedy belongs to every problem, so it is asked for. */
export function report(
  { path, line, column }: Place,
  rule: Problem["rule"],
  severity: Problem["severity"],
  message: string,
  hint: string,
): Problem {
  return { path, line, column, rule, severity, message, hint };
}
