import { headline } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { reasonsFor } from "../../desk/reasons.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { loadPresets } from "../../settings/presets.ts";
import { reasonLines } from "../../terminal/reasons.ts";
import { type Context, document } from "../context.ts";

export function run(context: Context): number {
  const card = findCard(context.db(), context.words[0] ?? "");
  const reasons = reasonsFor(
    context.db(),
    card,
    { time: context.now(), zone: context.zone },
    loadPresets(context.home),
  );
  if (context.json) context.out(document(reasons));
  else context.out(safeText([headline(card), "", ...reasonLines(reasons)].join("\n")));
  return 0;
}
