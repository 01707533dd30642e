import type { Rating } from "../model.ts";

/**
 * One sitting, as a pure state machine: what is on the screen, what the person does, what must be done about it.
 *
 *     dealing ──deal──▶ asking ──show──▶ answered ──rate──▶ dealing …
 *        │ no card left                                        ▲
 *        ├──────────────▶ offering ──done, or declined──────────┘
 *        └ nothing to offer ──▶ ended
 *
 * It knows cards only by their key; review/review.ts carries the effects out, and feeds back what came of them.
 */
export interface Sitting {
  readonly stage: Stage;
  /** Ratings given in this sitting that still stand, the newest last. */
  readonly rated: readonly { readonly key: string; readonly rating: Rating }[];
  /** Cards that were suspended or buried, the newest last. */
  readonly setAside: readonly string[];
  /** What can be taken back here, the newest last. */
  readonly history: readonly ("rating" | "aside")[];
  /** Drills that were asked for, to be done after the cards, the next one first. */
  readonly queued: readonly string[];
  /** The day's drill was offered: it is offered once. */
  readonly offered: boolean;
  /** No more ratings than this. */
  readonly limit: number | undefined;
}

export type Stage =
  | { readonly kind: "dealing" }
  | { readonly kind: "asking" | "answered"; readonly key: string }
  /** Nothing is due now, the drill stands open. */
  | { readonly kind: "offering"; readonly drill: string }
  | { readonly kind: "ended"; readonly why: "no-more" | "quit" | "limit" };

export type Input =
  | { readonly kind: "deal"; readonly key: string | undefined }
  | { readonly kind: "offer"; readonly drill: string | undefined }
  | { readonly kind: "show" }
  | { readonly kind: "rate"; readonly rating: Rating }
  | { readonly kind: "suspend" | "bury" | "undo" | "quit" }
  /** The offered drill is done, or not wanted now. */
  | { readonly kind: "decline" }
  | { readonly kind: "queue"; readonly drill: string }
  | { readonly kind: "flag"; readonly flag: number }
  /** The note was edited: the card is to be read again; `gone` when it is no card any more. */
  | { readonly kind: "reread" | "gone" };

export type Effect =
  | { readonly kind: "deal" }
  /** This drill, or the day's. */
  | { readonly kind: "offer"; readonly drill: string | undefined }
  | { readonly kind: "rate"; readonly key: string; readonly rating: Rating }
  | { readonly kind: "flag"; readonly key: string; readonly flag: number }
  | { readonly kind: "suspend" | "bury" | "undo" | "reread"; readonly key: string };

export interface Step {
  readonly sitting: Sitting;
  readonly effects: readonly Effect[];
}

export function beginSitting(limit: number | undefined): Sitting {
  return { stage: { kind: "dealing" }, rated: [], setAside: [], history: [], queued: [], offered: false, limit };
}

/** What follows from an input; one that means nothing here changes nothing. */
export function step(sitting: Sitting, input: Input): Step {
  switch (input.kind) {
    case "deal":
      return dealt(sitting, input.key);
    case "offer":
      return offered(sitting, input.drill);
    case "show":
      return sitting.stage.kind === "asking"
        ? to(sitting, { kind: "answered", key: sitting.stage.key })
        : stay(sitting);
    case "rate":
      return rate(sitting, input.rating);
    case "suspend":
    case "bury":
      return setAside(sitting, input.kind);
    case "undo":
      return undo(sitting);
    case "decline":
      return sitting.stage.kind === "offering" ? dealOn(sitting) : stay(sitting);
    case "queue":
      return sitting.queued.includes(input.drill)
        ? stay(sitting)
        : stay({ ...sitting, queued: [...sitting.queued, input.drill] });
    case "flag":
      return withCard(sitting, (key) => ({ sitting, effects: [{ kind: "flag", key, flag: input.flag }] }));
    case "reread":
      return withCard(sitting, (key) => ({ sitting, effects: [{ kind: "reread", key }] }));
    case "gone":
      return withCard(sitting, () => dealOn(sitting));
    case "quit":
      return to(sitting, { kind: "ended", why: "quit" });
  }
}

function dealt(sitting: Sitting, key: string | undefined): Step {
  if (sitting.stage.kind !== "dealing") return stay(sitting);
  if (key !== undefined) return to(sitting, { kind: "asking", key });
  const [drill, ...queued] = sitting.queued;
  if (drill !== undefined) return { sitting: { ...sitting, queued }, effects: [{ kind: "offer", drill }] };
  if (sitting.offered) return to(sitting, { kind: "ended", why: "no-more" });
  return { sitting: { ...sitting, offered: true }, effects: [{ kind: "offer", drill: undefined }] };
}

function offered(sitting: Sitting, drill: string | undefined): Step {
  if (sitting.stage.kind !== "dealing") return stay(sitting);
  return drill === undefined ? dealOn(sitting) : to(sitting, { kind: "offering", drill });
}

function rate(sitting: Sitting, rating: Rating): Step {
  if (sitting.stage.kind !== "answered") return stay(sitting);
  const { key } = sitting.stage;
  const rated = [...sitting.rated, { key, rating }];
  const done = sitting.limit !== undefined && rated.length >= sitting.limit;
  return {
    sitting: {
      ...sitting,
      rated,
      history: [...sitting.history, "rating"],
      stage: done ? { kind: "ended", why: "limit" } : { kind: "dealing" },
    },
    effects: [{ kind: "rate", key, rating }, ...(done ? [] : [{ kind: "deal" } as const])],
  };
}

function setAside(sitting: Sitting, kind: "suspend" | "bury"): Step {
  return withCard(sitting, (key) => ({
    sitting: {
      ...sitting,
      setAside: [...sitting.setAside, key],
      history: [...sitting.history, "aside"],
      stage: { kind: "dealing" },
    },
    effects: [{ kind, key }, { kind: "deal" }],
  }));
}

/** Takes the last thing of this sitting back and asks that card again, also after the last card. */
function undo(sitting: Sitting): Step {
  const { stage } = sitting;
  const last = sitting.history.at(-1);
  if (last === undefined || (stage.kind === "ended" && stage.why === "quit")) return stay(sitting);
  const key = last === "rating" ? sitting.rated.at(-1)?.key : sitting.setAside.at(-1);
  if (key === undefined) return stay(sitting);
  return {
    sitting: {
      ...sitting,
      rated: last === "rating" ? sitting.rated.slice(0, -1) : sitting.rated,
      setAside: last === "aside" ? sitting.setAside.slice(0, -1) : sitting.setAside,
      history: sitting.history.slice(0, -1),
      // An offer that was interrupted comes again.
      queued: stage.kind === "offering" ? [stage.drill, ...sitting.queued] : sitting.queued,
      stage: { kind: "asking", key },
    },
    effects: [{ kind: "undo", key }],
  };
}

function withCard(sitting: Sitting, then: (key: string) => Step): Step {
  const { stage } = sitting;
  return stage.kind === "asking" || stage.kind === "answered" ? then(stage.key) : stay(sitting);
}

function dealOn(sitting: Sitting): Step {
  return { sitting: { ...sitting, stage: { kind: "dealing" } }, effects: [{ kind: "deal" }] };
}

function to(sitting: Sitting, stage: Stage): Step {
  return { sitting: { ...sitting, stage }, effects: [] };
}

function stay(sitting: Sitting): Step {
  return { sitting, effects: [] };
}
