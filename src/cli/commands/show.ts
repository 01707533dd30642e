import { cardJson } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { answerLines, questionLines, titleLine } from "../../terminal/card.ts";
import { type Context, document } from "../context.ts";

export async function run(context: Context): Promise<number> {
  const card = findCard(context.db(), context.words[0] ?? "");
  const moment = momentOf(context.now(), context.zone);
  if (context.json) {
    context.out(document({ card: cardJson(card, { today: moment.today, zone: context.zone }) }));
    return 0;
  }
  const look = { width: context.width, color: context.color };
  context.out(
    [titleLine(card, look), "", ...(await questionLines(card, look)), "", ...(await answerLines(card, look))].join(
      "\n",
    ),
  );
  return 0;
}
