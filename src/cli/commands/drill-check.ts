import { type CheckResult, checkDrills } from "../../drills/check.ts";
import { openIsolation } from "../../drills/isolation.ts";
import { allDrills, findDrill } from "../../drills/library.ts";
import { builtInDecks } from "../../settings/home.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, document, wholeNumber } from "../context.ts";

/** Exit 1 when a program of the authors does not do what it must. */
export async function run(context: Context): Promise<number> {
  const db = context.db();
  const drills = context.words.length === 0 ? allDrills(db) : context.words.map((word) => findDrill(db, word));
  const times = wholeNumber(context.options["times"], "times", 1) ?? 1;
  const sample = wholeNumber(context.options["sample"], "sample", 1);
  const seed = wholeNumber(context.options["seed"], "seed", 0) ?? 1;
  const results: CheckResult[] = [];
  const told = new Set<string>();
  using isolation = openIsolation();
  const here = { decks: builtInDecks(), home: context.home, run: isolation.run };
  for await (const result of checkDrills({ drills, times, sample, seed, ...here })) {
    results.push(result);
    if (!context.json) print(context, result, told);
  }
  const count = (outcome: CheckResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  if (context.json)
    context.out(document({ ok: count("ok"), wrong: count("wrong"), skipped: count("skipped"), results }));
  else context.out(`${count("ok")} as they must, ${count("wrong")} not, ${count("skipped")} skipped.`);
  return count("wrong") > 0 ? 1 : 0;
}

/** Each file once, unless it does something new. */
function print(context: Context, result: CheckResult, told: Set<string>): void {
  const paint = painter(context.color);
  const sign = { ok: paint("32", "✓"), wrong: paint("31", "✗"), skipped: paint("33", "–") }[result.outcome];
  const line = `${sign} ${result.drill}/${result.file} over ${result.transport}: ${result.message}`;
  const once = `${result.drill}/${result.file} ${result.transport} ${result.outcome}`;
  if (result.outcome === "wrong" || !told.has(once)) context.out(line);
  told.add(once);
}
