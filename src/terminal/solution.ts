import type { Effort } from "../review/effort.ts";

/** The solution with its explanation, as markdown. */
export function solutionText({ drill, language, solution }: Effort): string {
  const code =
    solution === undefined
      ? "No solution is kept for this drill."
      : `A way to do it:\n\n\`\`\`${language.id}\n${solution.trimEnd()}\n\`\`\``;
  return drill.debrief.trim() === "" ? code : `${code}\n\n${drill.debrief}`;
}
