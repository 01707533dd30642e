import { CardsError } from "../../errors.ts";
import type { Rating } from "../../model.ts";
import { cardJson } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { rateNow } from "../../review/rate.ts";
import { untilText } from "../../schedule/describe.ts";
import { loadPresets } from "../../settings/presets.ts";
import { type Context, document } from "../context.ts";

const ratings: readonly Rating[] = ["again", "hard", "good", "easy"];

export function run(context: Context): number {
  const [prefix = "", word = ""] = context.words;
  const rating = ratings.find((each) => each === word.toLowerCase()) ?? ratings[Number(word) - 1];
  if (rating === undefined)
    throw new CardsError(`${word}: not a rating`, "A rating is again, hard, good or easy, or 1 to 4.", { exit: 2 });
  const db = context.db();
  const card = findCard(db, prefix);
  const time = context.now();
  const { schedule: after } = rateNow(db, card, rating, { time, zone: context.zone }, loadPresets(context.home));
  if (context.json)
    context.out(
      document({
        card: cardJson(findCard(db, card.key), { today: momentOf(time, context.zone).today, zone: context.zone }),
      }),
    );
  else
    context.out(
      `${card.key.slice(0, 8)}: ${rating}, again in ${after.due === undefined ? "?" : untilText(time, after.due, context.zone)}`,
    );
  return 0;
}
