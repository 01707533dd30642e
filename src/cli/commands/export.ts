import { resolve } from "node:path";
import { exportCards } from "../../desk/export.ts";
import { findCards } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";
import { printProblems } from "../import-report.ts";

export async function run(context: Context): Promise<number> {
  const [file = "", ...query] = context.words;
  if (!/\.apkg$/i.test(file)) throw notYet(file);
  const cards = findCards(context.db(), query, momentOf(context.now(), context.zone));
  const report = await exportCards(context.db(), cards, { file: resolve(file), time: context.now() });
  if (context.json) context.out(document(report));
  else {
    const { notes, cards, decks, media, changed } = report;
    context.out(safeText(file));
    context.out(
      `  ${counted(notes, "note")}, ${counted(cards, "card")}, ${counted(decks, "deck")}, ${counted(media, "picture")}`,
    );
    context.out(`  ${changed === 0 ? "nothing" : counted(changed, "note")} new or changed since the last export`);
  }
  if (!context.json) printProblems(context, report.problems);
  return 0;
}

function notYet(file: string): CardsError {
  const other = /\.(csv|json|md)$/i.test(file);
  return new CardsError(
    `${file}: ${other ? "only packages for Anki can be written yet" : "not the name of a package"}`,
    `Name a file that ends with .apkg${other ? "; cards list --json gives every card as JSON" : ""}.`,
    { exit: 2 },
  );
}
