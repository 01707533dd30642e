import { createInterface } from "node:readline";
import { CardsError } from "../../errors.ts";
import { allDrills, findDrill } from "../../drills/library.ts";
import { findCard } from "../../desk/find.ts";
import { loadPresets } from "../../settings/presets.ts";
import { type Context, document } from "../context.ts";
import { startDrill } from "../drills.ts";
import { transportFor } from "./drill-run.ts";

/** Work on a drill, named by its id or by a card that links to it; without a name, the list. */
export async function run(context: Context): Promise<number> {
  const [name] = context.words;
  if (name === undefined) return (await import("./drill-list.ts")).run(context);
  const drill = findDrill(context.db(), drillOf(context, name));
  const { lang, transport } = context.options;
  const lines = createInterface({ input: process.stdin });
  try {
    const outcome = await startDrill(context, drill, {
      presets: loadPresets(context.home),
      lines: lines[Symbol.asyncIterator](),
      language: typeof lang === "string" ? lang : undefined,
      transport: transportFor(drill, transport).transport,
    });
    if (context.json) context.out(document({ drill: drill.id, ...outcome }));
  } finally {
    lines.close();
  }
  return 0;
}

function drillOf(context: Context, name: string): string {
  const db = context.db();
  if (allDrills(db).some((drill) => drill.id === name) || !/^[0-9a-f]{4,32}$/.test(name)) return name;
  const [link] = findCard(db, name).drills;
  if (link !== undefined) return link.id;
  throw new CardsError(`${name}: no drill belongs to this card`, "cards drill list shows all drills.", { exit: 2 });
}
