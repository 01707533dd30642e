/**
 * Prints how fast we are, as ratios that were measured in one run: `npm run bench [-- --full] [-- --only <row>]`.
 * A row that can't be measured here is printed with the reason.
 */
import { parseArgs } from "node:util";
import { type Bench, type Row, measure } from "./row.ts";
import { openWorkshop } from "./workshop.ts";

/** Loaded one by one, so that a row whose room is broken spoils only itself. */
const rows: Readonly<Record<string, () => Promise<{ readonly row: Row }>>> = {
  scan: () => import("./rows/scan.ts"),
  "cold-import": () => import("./rows/cold-import.ts"),
  "import-process": () => import("./rows/import-process.ts"),
  "no-change": () => import("./rows/no-change.ts"),
  "first-card": () => import("./rows/first-card.ts"),
  "next-card": () => import("./rows/next-card.ts"),
  "next-card-decks": () => import("./rows/next-card-decks.ts"),
  "durable-review": () => import("./rows/durable-review.ts"),
  verdict: () => import("./rows/verdict.ts"),
  echo: () => import("./rows/echo.ts"),
  "echo-large": () => import("./rows/echo-large.ts"),
};

const line = (cells: readonly string[]): string =>
  [15, 7, 13, 6, 6, 7].map((width, index) => (cells[index] ?? "").padEnd(width)).join(" ") + (cells[6] ?? "");

async function lineOf(name: string, bench: Bench): Promise<string> {
  try {
    const { row } = (await rows[name]?.()) ?? {};
    if (row === undefined) return line([name, "–", "", "", "", "skipped", "no such row"]);
    const contest = await row.prepare(bench);
    const bounds = [String(row.reach), String(row.aim)];
    if ("skipped" in contest) return line([name, "–", "", ...bounds, "skipped", contest.skipped]);
    try {
      const { ratio, least, most } = await measure(contest, row.ratio);
      const verdict = (row.ratio === "time" ? ratio <= row.reach : ratio >= row.reach) ? "ok" : "OVER";
      const what = contest.note === undefined ? row.what : `${row.what} (${contest.note})`;
      return line([name, shown(ratio), `${shown(least)}–${shown(most)}`, ...bounds, verdict, what]);
    } finally {
      await contest.end?.();
    }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return line([name, "–", "", "", "", "failed", reason]);
  }
}

function shown(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
}

const { values } = parseArgs({ options: { full: { type: "boolean" }, only: { type: "string", multiple: true } } });
const bench = openWorkshop(values.full === true);
try {
  console.log(line(["row", "ratio", "least–most", "reach", "aim", "", "what"]));
  for (const name of values.only ?? Object.keys(rows)) console.log(await lineOf(name, bench));
} finally {
  bench.close();
}
