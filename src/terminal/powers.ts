import { join } from "node:path";
import { reasonsFor } from "../desk/reasons.ts";
import type { Review } from "../review/review.ts";
import { untilText } from "../schedule/describe.ts";
import type { Presets } from "../settings/presets.ts";
import type { Card } from "../store/cards.ts";
import type { Db } from "../store/database.ts";
import type { Zone } from "../model.ts";
import type { Look } from "./card.ts";
import { labelled, wrapText } from "./line.ts";
import { reasonLines } from "./reasons.ts";

/** What both faces of a sitting can do with a card besides rating it. */
export interface PowerOptions {
  readonly db: Db;
  readonly home: string;
  readonly presets: Presets;
  readonly now: () => number;
  readonly zone: Zone;
}

/**
 * Opens the card's note at its line, then takes in this note alone and reads the card again. `handOver` lends the
 * terminal to the editor meanwhile. Gives the sentence about it.
 */
export async function editCard(
  card: Card,
  review: Review,
  options: PowerOptions,
  handOver: (work: () => void) => Promise<void>,
): Promise<string> {
  const { editFile } = await import("./editor.ts");
  const file = join(card.vault, card.path);
  let wrong: string | undefined;
  await handOver(() => (wrong = editFile(file, card.line)));
  if (wrong !== undefined) return wrong;
  const { importVault } = await import("../vault/import.ts");
  const { cards, problems } = importVault(options.db, file, { home: options.home, time: options.now() });
  const view = await review.send({ kind: "reread" });
  const [problem] = problems;
  if (view.card?.key !== card.key) return "This card is not in its note any more; its history is kept.";
  if (problem !== undefined) return `${problem.path}:${problem.line}: ${problem.message}`;
  const touched = cards.added + cards.changed + cards.retired + cards.moved;
  return touched === 0 ? "Nothing of its cards was changed." : "Read again.";
}

/** All that is known of a card, wrapped for the screen. */
export function cardInfo(card: Card, options: PowerOptions, look: Look): readonly string[] {
  const reasons = reasonsFor(options.db, card, { time: options.now(), zone: options.zone }, options.presets);
  const { due } = card.state.schedule;
  const when = due === undefined ? [] : [`again in  ${untilText(options.now(), due, options.zone)}`];
  const flag = card.state.flag === 0 ? [] : [`flag      ${card.state.flag}`];
  return [...when, ...flag, ...reasonLines(reasons)].flatMap((line) =>
    line.startsWith(" ")
      ? wrapText(line, look.width, " ".repeat(4))
      : labelled(line.slice(0, 10).trimEnd(), line.slice(10), 10, look.width),
  );
}

/** Sets the first flag, or takes any flag away. */
export async function toggleFlag(card: Card, review: Review): Promise<string> {
  const flag = card.state.flag === 0 ? 1 : 0;
  await review.send({ kind: "flag", flag });
  return flag === 0 ? "Flag taken away." : "Flagged: cards list flag:1 finds it.";
}

/** Puts the card's drill behind the last card. */
export async function queueDrill(card: Card | undefined, review: Review): Promise<string> {
  const [link] = card?.drills ?? [];
  if (link === undefined) return "No drill belongs to this card; cards drill list shows all of them.";
  await review.send({ kind: "queue", drill: link.id });
  return `Drill ${link.id} follows after the last card. D does it now.`;
}
