import type { Event } from "../../store/events.ts";
import { undoLast } from "../../store/undo.ts";
import { cardByKey } from "../../store/cards.ts";
import { headline } from "../../desk/card-json.ts";
import { cut } from "../../terminal/line.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

export function run(context: Context): number {
  const undone = undoLast(context.db(), context.now());
  if (context.json)
    context.out(
      document({
        undone:
          undone === undefined
            ? null
            : {
                kind: undone.kind,
                card: undone.key ?? null,
                event: undone.id,
                time: new Date(undone.time).toISOString(),
              },
      }),
    );
  else
    context.out(undone === undefined ? "Nothing to take back." : cut(`Took back: ${described(context, undone)}`, 200));
  return 0;
}

function described(context: Context, event: Event): string {
  if (event.kind === "import")
    return `the import of ${event.vault} (${counted(event.added, "card")} retired, ${event.retired} brought back)`;
  if (event.kind === "forget") return `forgetting ${event.vault} (${counted(event.retired, "card")} brought back)`;
  const card = event.key === undefined ? undefined : cardByKey(context.db(), event.key);
  const what = event.kind === "review" ? `the rating ${event.rating}` : event.kind;
  return `${what} of ${card === undefined ? event.key : `“${headline(card)}”`}`;
}
