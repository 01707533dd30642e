import type { Drill, Due, Rating, Zone } from "../model.ts";
import { untilText } from "../schedule/describe.ts";
import type { Presets } from "../settings/presets.ts";
import { type Card, cardByKey } from "../store/cards.ts";
import { type Db, immediately } from "../store/database.ts";
import type { Happening } from "../store/events.ts";
import { record } from "../store/state.ts";
import { undoLast } from "../store/undo.ts";
import { dayNumber } from "../schedule/day.ts";
import { type Deal, type Left, deal } from "./deal.ts";
import { choices, rateNow } from "./rate.ts";
import { type Effect, type Input, type Sitting, beginSitting, step } from "./sitting.ts";

/** What a face shows: the stage of the sitting and all that belongs on the screen with it. */
export interface View {
  readonly sitting: Sitting;
  readonly card: Card | undefined;
  /** How long each rating would put the card off, as the buttons show it. */
  readonly choices: Record<Rating, string> | undefined;
  readonly left: Left;
  readonly nextStep: number | undefined;
  readonly drill: Drill | undefined;
}

export interface ReviewOptions {
  readonly now: () => number;
  readonly zone: Zone;
  readonly presets: Presets;
  /** Only these cards. */
  readonly keys: readonly string[] | undefined;
  readonly limit: number | undefined;
  /** The drill to offer after the last card: the wanted one, else the day's. */
  readonly offer: (wanted: string | undefined) => Promise<Drill | undefined>;
}

export interface Review {
  view(): View;
  send(input: Input): Promise<View>;
}

/**
 * Job 2: one sitting over the store. Every input is carried out before its view is given: a rating is on disk before
 * the next card is dealt.
 */
export async function openReview(db: Db, options: ReviewOptions): Promise<Review> {
  let sitting = beginSitting(options.limit);
  let dealt: Deal = { key: undefined, left: { new: 0, learning: 0, review: 0 }, nextStep: undefined };
  let drill: Drill | undefined;
  let card: Card | undefined;
  let asked = 0;

  const at = () => ({ time: options.now(), zone: options.zone });
  /** What this sitting wrote, the newest last: `undo` takes back these and no others. */
  const events: string[] = [];
  const keep = (happening: Happening): string => immediately(db, () => record(db, happening, at().time)).id;
  const carryOut = async (effect: Effect): Promise<Input | undefined> => {
    switch (effect.kind) {
      case "deal":
        dealt = deal(db, at(), options.presets, options.keys);
        return { kind: "deal", key: dealt.key };
      case "offer":
        drill = await options.offer(effect.drill);
        return { kind: "offer", drill: drill?.id };
      case "rate": {
        const { time } = at();
        const moment = { time, zone: options.zone, took: Math.max(0, time - asked) };
        events.push(
          rateNow(db, { key: effect.key, deck: card?.deck ?? "" }, effect.rating, moment, options.presets).event,
        );
        return undefined;
      }
      case "suspend":
        events.push(keep({ kind: "suspend", key: effect.key }));
        return undefined;
      case "bury":
        events.push(keep({ kind: "bury", key: effect.key, day: dayNumber(at().time, options.zone) }));
        return undefined;
      case "flag":
        keep({ kind: "flag", key: effect.key, flag: effect.flag });
        return undefined;
      case "reread":
        return cardByKey(db, effect.key)?.retired === false ? undefined : { kind: "gone" };
      case "undo":
        undoLast(db, at().time, events.at(-1));
        events.pop();
        dealt = { ...deal(db, at(), options.presets, options.keys), key: undefined };
        return undefined;
    }
  };

  const send = async (input: Input): Promise<View> => {
    const wasAsking = sitting.stage.kind === "asking";
    const inputs: Input[] = [input];
    for (let next = inputs.shift(); next !== undefined; next = inputs.shift()) {
      const { sitting: after, effects } = step(sitting, next);
      for (const effect of effects) {
        const following = await carryOut(effect);
        // Only now: what could not be written has not happened, and can be tried again.
        sitting = after;
        if (following !== undefined) inputs.push(following);
      }
      sitting = after;
    }
    const { stage } = sitting;
    const key = stage.kind === "asking" || stage.kind === "answered" ? stage.key : undefined;
    // At the limit no card was dealt, but what is left has changed.
    if (stage.kind === "ended") dealt = { ...deal(db, at(), options.presets, options.keys), key: undefined };
    // The clock runs from the question, whatever else was done with the card; the last card left is asked again and again.
    const isAskedAnew = stage.kind === "asking" && !wasAsking;
    if (key !== card?.key || isAskedAnew || input.kind === "undo") asked = options.now();
    card = key === undefined ? undefined : cardByKey(db, key);
    return view();
  };

  const view = (): View => {
    const moment = at();
    return {
      sitting,
      card,
      choices: card && intervals(choices(db, card.key, card.deck, moment, options.presets), moment),
      left: dealt.left,
      nextStep: dealt.nextStep,
      drill,
    };
  };

  dealt = deal(db, at(), options.presets, options.keys);
  await send({ kind: "deal", key: dealt.key });
  return { view, send };
}

/** The texts of the buttons: how long each rating would put the card off. */
function intervals(dues: Record<Rating, Due | undefined>, at: { time: number; zone: Zone }): Record<Rating, string> {
  const text = (due: Due | undefined): string => (due === undefined ? "" : untilText(at.time, due, at.zone));
  return { again: text(dues.again), hard: text(dues.hard), good: text(dues.good), easy: text(dues.easy) };
}
