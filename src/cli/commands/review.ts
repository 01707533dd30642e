import { findCards } from "../../desk/find.ts";
import { momentOf } from "../../desk/today.ts";
import { openReview, type Review } from "../../review/review.ts";
import { builtInVault } from "../../settings/home.ts";
import { loadPresets, type Presets } from "../../settings/presets.ts";
import { everyVault } from "../../store/vaults.ts";
import { reviewPlainly } from "../../terminal/plain.ts";
import { summaryLines } from "../../terminal/summary.ts";
import { type Context, document, wholeNumber } from "../context.ts";
import { type SittingDrills, sittingDrills } from "../drills.ts";
import { hasScreen } from "../screen.ts";
import { isTerminal, write as writeTo } from "../streams.ts";

/** Job 2: a sitting, on the screen or line by line. */
export async function run(context: Context): Promise<number> {
  const limit = wholeNumber(context.options["limit"], "limit", 1);
  const db = context.db();
  await takeInBuiltIn(context);
  const presets = loadPresets(context.home);
  for (const complaint of presets.complaints) context.note(complaint);
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
  const code = hasScreen(context)
    ? await onScreen(review, context, presets, drills)
    : await lineByLine(review, context, presets, drills);
  const { sitting, left: still } = review.view();
  if (context.json) context.out(document({ rated: sitting.rated, setAside: sitting.setAside, left: still }));
  return code;
}

/** Two faces of one sitting. What only one of them needs is loaded only for it. */
async function onScreen(review: Review, context: Context, presets: Presets, drills: SittingDrills): Promise<number> {
  const { now, zone } = context;
  const toldLines = (): string => summaryLines(review.view(), { time: now(), zone }).join("\n");
  if (review.view().sitting.stage.kind === "ended") {
    context.out(toldLines());
    return 0;
  }
  const [{ openStage }, { reviewFace }, { playStage }] = await Promise.all([
    import("../../terminal/screen/stage.ts"),
    import("../../terminal/screen/review-face.ts"),
    import("../../terminal/screen/terminal.ts"),
  ]);
  const stage = openStage(context.color);
  const powers = { db: context.db(), home: context.home, presets, now, zone };
  stage.push(await reviewFace({ ...powers, review, bench: drills.bench }));
  const code = await playStage(stage);
  context.out(toldLines());
  return code;
}

async function lineByLine(review: Review, context: Context, presets: Presets, drills: SittingDrills): Promise<number> {
  const { now, zone, words, width, color } = context;
  const { left } = review.view();
  // With --json the sitting is seen on stderr, and its outcome is the document.
  const write = (text: string): void => writeTo(context.json ? 2 : 1, text);
  write(
    `${left.review} to review, ${left.learning} in learning, ${left.new} new${words.length === 0 ? "" : ` for ${words.join(" ")}`}.\n`,
  );
  const isScreen = isTerminal(1) && isTerminal(0);
  await reviewPlainly(review, {
    input: () => process.stdin,
    write,
    rows: (isScreen && process.stdout.rows) || undefined,
    width,
    color,
    isScreen,
    powers: { db: context.db(), home: context.home, presets, now, zone },
    async drill(id, lines) {
      const { drillPane } = await import("../../terminal/drill-pane.ts");
      await drillPane(await drills.bench(id), { lines, write, width, color });
    },
  });
  return 0;
}

/** The first content, only where nothing was ever imported, or forgotten: the course on sockets that comes with the product. */
async function takeInBuiltIn(context: Context): Promise<void> {
  if (everyVault(context.db()).length > 0) return;
  const { importVault } = await import("../../vault/import.ts");
  const report = importVault(context.db(), builtInVault(), { home: context.home, time: context.now(), builtIn: true });
  context.note(
    `Welcome. The built-in course on sockets is taken in: ${report.cards.total} cards. Your own notes: cards import FOLDER`,
  );
}
