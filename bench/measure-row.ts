/** Measures one row and prints its line: `node measure-row.ts <row> <folder> [full]`. Started by bench.ts. */
import { type Bench, measure, type Row } from "./row.ts";
import { rows } from "./rows.ts";
import { numberText, tableLine } from "./table.ts";
import { openWorkshop } from "./workshop.ts";

async function lineOf(name: string, row: Row, bench: Bench): Promise<string> {
  const contest = await row.prepare(bench);
  const bounds = [String(row.reach), String(row.aim)];
  if ("skipped" in contest) return tableLine([name, "–", "", ...bounds, "skipped", contest.skipped]);
  try {
    const { ratio, least, most } = await measure(contest, row.ratio, bench.full ? 30_000 : 6_000);
    const verdict = (row.ratio === "time" ? ratio <= row.reach : ratio >= row.reach) ? "ok" : "OVER";
    const what = contest.note === undefined ? row.what : `${row.what} (${contest.note})`;
    const range = `${numberText(least)}–${numberText(most)}`;
    return tableLine([name, numberText(ratio), range, ...bounds, verdict, what]);
  } finally {
    await contest.end?.();
  }
}

const [name = "", folder = "", size] = process.argv.slice(2);
try {
  const loaded = await rows[name]?.();
  if (loaded !== undefined) console.log(await lineOf(name, loaded.row, openWorkshop(folder, size === "full")));
} catch (error) {
  const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  console.log(tableLine([name, "–", "", "", "", "failed", reason]));
}
