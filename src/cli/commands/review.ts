import { isatty } from "node:tty";
import { findCards } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { openReview } from "../../review/review.ts";
import { builtInVault } from "../../settings/home.ts";
import { loadPresets } from "../../settings/presets.ts";
import { vaults } from "../../store/vaults.ts";
import { reviewPlainly } from "../../terminal/plain.ts";
import { type Context, document, wholeNumber } from "../context.ts";
import { sittingDrills } from "../drills.ts";

/** Job 2: a sitting, line by line. */
export async function run(context: Context): Promise<number> {
  const db = context.db();
  await takeInBuiltIn(context);
  const presets = loadPresets(context.home);
  for (const complaint of presets.complaints) context.note(complaint);
  const limit = wholeNumber(context.options["limit"], "limit", 1);
  const words = context.words;
  const keys =
    words.length === 0
      ? undefined
      : findCards(db, words, momentOf(context.now(), context.zone)).map((card) => card.key);
  const drills = sittingDrills(context, presets);
  const review = await openReview(db, {
    now: context.now,
    zone: context.zone,
    presets,
    keys,
    limit,
    offer: drills.offer,
  });
  const { left } = review.view();
  // With --json the sitting is seen on stderr, and its outcome is the document.
  const write = (text: string): void => void (context.json ? process.stderr : process.stdout).write(text);
  write(
    `${left.review} to review, ${left.learning} in learning, ${left.new} new${keys === undefined ? "" : ` for ${words.join(" ")}`}.\n`,
  );
  const screen = process.stdout.isTTY && isatty(0);
  await reviewPlainly(review, {
    input: () => process.stdin,
    write,
    rows: screen ? process.stdout.rows : undefined,
    width: context.width,
    color: context.color,
    now: context.now,
    zone: context.zone,
    drill: drills.start,
  });
  const { sitting, left: still } = review.view();
  if (context.json) context.out(document({ rated: sitting.rated, setAside: sitting.setAside, left: still }));
  return 0;
}

/** The first content, only where nothing was ever imported: the course on sockets that comes with the product. */
async function takeInBuiltIn(context: Context): Promise<void> {
  if (vaults(context.db()).length > 0) return;
  const { importVault } = await import("../../vault/import.ts");
  const report = importVault(context.db(), builtInVault(), { home: context.home, time: context.now(), builtIn: true });
  context.note(
    `Welcome. The built-in course on sockets is taken in: ${report.cards.total} cards. Your own notes: cards import FOLDER`,
  );
}
