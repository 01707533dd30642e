import { statistics } from "../../desk/statistics.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

export function run(context: Context): number {
  const stats = statistics(context.db(), context.now(), context.zone);
  if (context.json) {
    context.out(document(stats));
    return 0;
  }
  const { cards, retention, today, drills } = stats;
  const percent =
    retention.reviews === 0
      ? "no reviews of known cards yet"
      : `${Math.round((100 * retention.passed) / retention.reviews)} % of ${counted(retention.reviews, "review")}`;
  context.out(`today      ${counted(today.reviews, "review")} in ${today.minutes} min, ${today.again} again`);
  context.out(
    `cards      ${cards.total}: ${cards.new} new, ${cards.learning} learning, ${cards.review} in review, ${cards.suspended} suspended`,
  );
  context.out(`retention  ${percent} (last 30 days)`);
  context.out(`next days  ${stats.forecast.join("  ")}  (today first)`);
  context.out(`streak     ${counted(stats.streak, "day")}`);
  const tried =
    drills.attempts === 0 ? "none was tried yet" : `${drills.passed} of ${counted(drills.attempts, "attempt")} passed`;
  context.out(`drills     ${tried}`);
  return 0;
}
