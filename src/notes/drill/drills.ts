import type { Drill, DrillSource, Problem } from "../../model.ts";
import { readCallouts } from "./callouts.ts";
import { parseDrill } from "./drill-block.ts";
import { type Heading, isFirst, isInSpan, Kind, kindOf, type Lines, lineText } from "../lexer/lines.ts";
import { report } from "../report.ts";
import { sectionOf } from "../sections.ts";

export interface FoundDrills {
  readonly drills: readonly Drill[];
  readonly problems: readonly Problem[];
  /** Ids of the drills that stand in each section, by its index (see sections.ts). */
  readonly bySection: ReadonlyMap<number, readonly string[]>;
}

/**
 * Finds the drills of a note. The prose belongs to the note, the fence to the machine:
 *
 *     ## Read until you have it all       title
 *     Send the token, print the answer.   task
 *     ```drill
 *     {id: read-loop, …}
 *     ```
 *     > [!hint]- A nudge                  one hint a callout, before the fence or after it
 *     > recv may return less.
 *     > [!debrief]- What this shows
 *     > TCP is a stream.
 */
export function findDrills(path: string, lines: Lines, headings: readonly Heading[]): FoundDrills {
  const drills: Drill[] = [];
  const problems: Problem[] = [];
  const bySection = new Map<number, string[]>();
  const fences = drillFences(lines);
  const surplus = fences[mostDrills];
  if (surplus !== undefined) problems.push(tooMany(path, surplus.first + 1));
  for (const [index, fence] of fences.slice(0, mostDrills).entries()) {
    const section = sectionOf(headings, fence.first + 1);
    const source = drillSource(lines, headings, { before: fences[index - 1], fence, after: fences[index + 1] });
    const parsed = parseDrill(path, source);
    if (parsed.drill !== undefined) drills.push(parsed.drill);
    problems.push(...parsed.problems);
    const id = parsed.drill?.id ?? (parsed.problems.length === 0 ? idIn(source.text) : undefined);
    if (id !== undefined) bySection.set(section, [...(bySection.get(section) ?? []), id]);
  }
  return { drills, problems, bySection };
}

/** To read one costs as much as a hundred lines of prose; nobody writes so many into one note. */
const mostDrills = 200;

function tooMany(path: string, line: number): Problem {
  const message = `a note may hold ${mostDrills} drills; this one and those below are not read`;
  return report({ path, line, column: 1 }, "drill", "warning", message, "Move some of them to another note.");
}

/** A fence by its 0-based lines, the opening and the closing one included. */
interface Fence {
  readonly first: number;
  readonly last: number;
}

function drillFences(lines: Lines): Fence[] {
  const isDrill = (line: number) => /^\s*(?:```+|~~~+)\s*drill\s*$/.test(lineText(lines, line));
  return lines.fences
    .filter((line) => isDrill(line) && !isInSpan(lines, line))
    .map((first) => {
      let last = first;
      while (kindOf(lines, last + 1) === Kind.fence && !isFirst(lines, last + 1)) last++;
      return { first, last };
    });
}

/** The prose between two drills of one section belongs to the later one, the callouts to the earlier. */
function drillSource(
  lines: Lines,
  headings: readonly Heading[],
  at: { readonly before: Fence | undefined; readonly fence: Fence; readonly after: Fence | undefined },
): DrillSource {
  const { fence } = at;
  const section = sectionOf(headings, fence.first + 1);
  const top = headings[section]?.line ?? 0;
  const bottom = (headings[section + 1]?.line ?? lines.marks.length + 1) - 1;
  const from = Math.max(top, (at.before?.last ?? -1) + 1);
  const isFirstDrill = from === top;
  const to = Math.min(bottom, at.after?.first ?? bottom);
  const above = readCallouts(lines, from, fence.first);
  const below = readCallouts(lines, fence.last + 1, to);
  const callouts = isFirstDrill ? [...above.callouts, ...below.callouts] : below.callouts;
  const textOf = (kind: string) => callouts.filter((callout) => callout.kind === kind).map(({ text }) => text);
  return {
    // A fence that ends with the note has no line inside.
    line: Math.min(fence.first + 2, lines.marks.length),
    text: fenceText(lines, fence),
    title: headings[section]?.text ?? "",
    task: above.rest.trim(),
    hints: textOf("hint"),
    debrief: textOf("debrief").join("\n\n"),
  };
}

function fenceText(lines: Lines, { first, last }: Fence): string {
  const indent = /^\s*/.exec(lineText(lines, first))?.[0] ?? "";
  const isClosed = last > first && /^\s*(?:```+|~~~+)\s*$/.test(lineText(lines, last));
  const inside: string[] = [];
  for (let line = first + 1; line < (isClosed ? last : last + 1); line++) {
    const text = lineText(lines, line);
    inside.push(text.startsWith(indent) ? text.slice(indent.length) : text.trimStart());
  }
  return inside.join("\n");
}

/** A block with nothing but an id names a drill that stands elsewhere. */
function idIn(text: string): string | undefined {
  return /(?:^|[{\s])id:\s*["']?([a-z0-9-]+)/.exec(text)?.[1];
}
