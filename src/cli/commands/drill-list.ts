import { languagesOf } from "../../drills/catalogue.ts";
import { findToolchain } from "../../drills/toolchain.ts";
import { allDrills } from "../../drills/library.ts";
import { builtInDecks } from "../../settings/home.ts";
import { passedDrills } from "../../store/drills.ts";
import { cut } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";

export async function run(context: Context): Promise<number> {
  const db = context.db();
  const passed = passedDrills(db);
  const rows = await Promise.all(
    allDrills(db).map(async (drill) => {
      const all = languagesOf(builtInDecks(), drill);
      const here = await Promise.all(all.map((language) => findToolchain(language, context.home)));
      const languages = all.filter((_, index) => here[index] !== undefined).map((language) => language.id);
      return {
        id: drill.id,
        title: drill.title,
        role: drill.role,
        transports: drill.transports,
        languages,
        needs: drill.needs,
        passed: passed.has(drill.id),
      };
    }),
  );
  if (context.json) {
    context.out(document({ drills: rows }));
    return 0;
  }
  for (const row of rows) {
    const needs = row.needs.length === 0 ? "" : `  after ${row.needs.join(", ")}`;
    const where = row.languages.length === 0 ? "no tool for it here" : row.languages.join(" ");
    context.out(cut(`${row.passed ? "✓" : " "} ${row.id.padEnd(14)} ${row.title}  (${where})${needs}`, 200));
  }
  return 0;
}
