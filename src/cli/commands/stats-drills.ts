import { type DrillStatistics, drillStatistics, type Tally } from "../../desk/drill-statistics.ts";
import { cut } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

export function run(context: Context): number {
  const stats = drillStatistics(context.db());
  if (context.json) context.out(document(withNulls(stats)));
  else for (const line of lines(stats)) context.out(cut(line, context.width));
  return 0;
}

/** Every key is always there. */
function withNulls(stats: DrillStatistics): object {
  return JSON.parse(JSON.stringify(stats, (_, value: unknown) => (value === undefined ? null : value))) as object;
}

function lines(stats: DrillStatistics): readonly string[] {
  if (stats.attempts === 0) return ["No drill has been tried yet: cards drill list shows them."];
  const width = Math.max(...stats.drills.map(({ name }) => name.length));
  return [
    `attempts   ${rate({ name: "", ...stats })}`,
    `to green   ${stats.attemptsToGreen === undefined ? "no drill has passed yet" : `${counted(stats.attemptsToGreen, "attempt")}, ${span(stats.msToGreen)} (median)`}`,
    `cause      ${stats.cause ?? "nothing has gone wrong"}`,
    "",
    "drills",
    ...stats.drills.map((drill) => {
      const green =
        drill.attemptsToGreen === undefined
          ? "not yet green"
          : `green after ${drill.attemptsToGreen} (${span(drill.msToGreen)})`;
      return `  ${drill.name.padEnd(width)}  ${rate(drill).padEnd(20)} ${green.padEnd(24)} ${drill.concept ?? ""}`;
    }),
    "",
    "languages",
    ...stats.languages.map((language) => `  ${language.name.padEnd(width)}  ${rate(language)}`),
    ...(stats.concepts.length === 0 ? [] : ["", "what went wrong"]),
    ...stats.concepts.map(
      ({ name, failures, drills, language }) =>
        `  ${name.padEnd(width)}  ${counted(failures, "time")} in ${counted(drills, "drill")}, mostly ${language}`,
    ),
  ];
}

function rate({ passed, attempts }: Tally): string {
  return `${Math.round((100 * passed) / attempts)} % (${passed} of ${attempts})`;
}

function span(ms = 0): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}
