import { vaultSummaries } from "../../desk/vaults.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";
import { cut } from "../../terminal/line.ts";

export function run(context: Context): number {
  const found = vaultSummaries(context.db());
  if (context.json) {
    context.out(document({ vaults: found }));
    return 0;
  }
  for (const vault of found) {
    const remark = vault.present ? "" : "  (not there now)";
    context.out(
      cut(
        `${counted(vault.cards, "card").padStart(12)} in ${counted(vault.notes, "note")}  ${vault.root}${vault.builtIn ? "  (built in)" : ""}${remark}`,
        400,
      ),
    );
  }
  if (found.length === 0) context.note("No vault yet. cards import FOLDER takes one in.");
  return 0;
}
