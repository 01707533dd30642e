import { headline } from "../../desk/card-json.ts";
import type { Bench } from "../../review/bench.ts";
import type { Review, View } from "../../review/review.ts";
import { cut } from "../line.ts";
import { loadFor, type Look } from "../card.ts";
import { cardInfo, editCard, type PowerOptions, queueDrill, toggleFlag } from "../powers.ts";
import { ratings } from "../summary.ts";
import { sittingPage } from "./card-page.ts";
import { drillFace } from "./drill-face.ts";
import type { Page } from "./page.ts";
import type { Face, Stage } from "./stage.ts";
import { textFace } from "./text-face.ts";
import { keyTable, sittingKeys } from "./text-page.ts";
import { afterKey, afterPaste } from "./typed-line.ts";

export interface ReviewFaceOptions extends PowerOptions {
  readonly review: Review;
  /** The work on a drill by its id. */
  readonly bench: (drill: string) => Promise<Bench>;
}

interface Settling extends ReviewFaceOptions {
  /** Shows where the sitting stands now. */
  readonly settle: () => Promise<void>;
}

/** The sitting on the screen. */
export async function reviewFace(options: ReviewFaceOptions): Promise<Face> {
  const { review } = options;
  let view = review.view();
  // Scrolling asks for the same page again and again.
  let made: { view: View; width: number; typing: string | undefined; page: Page } | undefined;
  /** The answer that is being typed. */
  let typing: string | undefined;
  const show = async (next: View): Promise<void> => {
    if (next.card !== undefined) await loadFor(next.card);
    view = next;
  };
  const settle = async (stage: Stage): Promise<void> => {
    const next = review.view();
    const { stage: now, history } = next.sitting;
    if (now.kind === "ended" && (now.why === "quit" || history.length === 0)) stage.leave(0);
    await show(next);
  };
  await show(view);
  return {
    page(look: Look) {
      if (made?.view !== view || made.width !== look.width || made.typing !== typing) {
        const at = { time: options.now(), zone: options.zone };
        made = { view, width: look.width, typing, page: sittingPage(view, look, at, typing) };
      }
      return made.page;
    },
    isTyping: () => typing !== undefined,
    paste(text, stage) {
      if (typing === undefined) stage.say("Pasted text is no key: nothing was done.");
      else typing = afterPaste(typing, text);
    },
    async key(key, stage) {
      if (typing !== undefined) {
        const written = typing;
        typing = afterKey(written, key);
        if (key === "enter") await gradeTypedAnswer(written, view, options, stage);
        return settle(stage);
      }
      if (key === "=" && view.sitting.stage.kind === "asking" && view.card?.kind !== "cloze") {
        typing = "";
        return;
      }
      await react(key, view, { ...options, settle: () => settle(stage) }, stage);
      await settle(stage);
    },
  };
}

async function gradeTypedAnswer(text: string, view: View, options: ReviewFaceOptions, stage: Stage): Promise<void> {
  if (view.card === undefined || text.trim() === "") return;
  const { gradeTyped } = await import("../typed.ts");
  const { lines } = await gradeTyped(view.card, text, options);
  await options.review.send({ kind: "show" });
  stage.say(lines.join(" "));
}

async function react(key: string, view: View, options: Settling, stage: Stage): Promise<void> {
  switch (view.sitting.stage.kind) {
    case "asking":
    case "answered":
      return ratedOrShown(key, view, options) ?? onCard(key, view, options, stage);
    case "offering":
      return onOffer(key, view, options, stage);
    case "ended":
      if (key === "space" || key === "enter" || key === "q" || key === "esc") stage.leave(0);
      return anywhere(key, view, options, stage);
    case "dealing":
  }
}

/** Shows the answer, or rates; undefined where the key means neither. */
function ratedOrShown(key: string, view: View, { review }: ReviewFaceOptions): Promise<void> | undefined {
  const isGo = key === "space" || key === "enter";
  if (view.sitting.stage.kind === "asking") return isGo ? review.send({ kind: "show" }).then(nothing) : undefined;
  const rating = isGo ? "good" : ratings["1234".indexOf(key)];
  return rating === undefined ? undefined : review.send({ kind: "rate", rating }).then(nothing);
}

const nothing = (): void => undefined;

async function onCard(key: string, view: View, options: Settling, stage: Stage): Promise<void> {
  const { card } = view;
  const { review } = options;
  if (card === undefined) return;
  switch (key) {
    case "1":
    case "2":
    case "3":
    case "4":
      return stage.say("Look at the answer first: space shows it.");
    case "-":
      await review.send({ kind: "bury" });
      return stage.say("Buried until tomorrow. u takes it back.");
    case "!":
      await review.send({ kind: "suspend" });
      return stage.say("Suspended: it comes again after cards unsuspend. u takes it back.");
    case "*":
      return stage.say(await toggleFlag(card, review));
    case "d":
      return stage.say(await queueDrill(card, review));
    case "D": {
      const [link] = card.drills;
      if (link === undefined) return stage.say(await queueDrill(undefined, review));
      return startDrill(link.id, options, stage);
    }
    case "e":
      return stage.say(await editCard(card, review, options, stage.handOver));
    case "o": {
      const { openNote } = await import("../open-note.ts");
      return stage.say(await openNote(card));
    }
    case "i":
      return stage.push(textFace("card info", (look) => cardInfo(card, options, look)));
    default:
      return anywhere(key, view, options, stage);
  }
}

async function onOffer(key: string, view: View, options: Settling, stage: Stage): Promise<void> {
  const { review } = options;
  if (["space", "enter", "d", "D"].includes(key) && view.drill !== undefined) {
    return startDrill(view.drill.id, options, stage);
  }
  if (key === "n") return void (await review.send({ kind: "decline" }));
  return anywhere(key, view, options, stage);
}

/** A drill that was offered is done with when it is left; one that was done in between leaves the card where it is. */
async function startDrill(id: string, options: Settling, stage: Stage): Promise<void> {
  const leave = async (told: string): Promise<void> => {
    stage.pop();
    stage.say(told);
    await options.review.send({ kind: "decline" });
    await options.settle();
  };
  stage.push(await drillFace(await options.bench(id), stage, leave));
}

async function anywhere(key: string, view: View, { review }: ReviewFaceOptions, stage: Stage): Promise<void> {
  switch (key) {
    case "u": {
      if (view.sitting.history.length === 0)
        return stage.say("Nothing to take back in this sitting; cards undo goes further.");
      const after = await review.send({ kind: "undo" });
      const name = after.card === undefined ? "" : `: “${cut(headline(after.card), 40)}”`;
      return stage.say(
        `Took back the last ${view.sitting.history.at(-1) === "rating" ? "rating" : "setting aside"}${name}`,
      );
    }
    case "?":
      return stage.push(textFace("keys", (look) => keyTable(sittingKeys, look)));
    case "q":
      return void (await review.send({ kind: "quit" }));
  }
}
