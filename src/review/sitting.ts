import type { Rating } from "../model.ts";

/**
 * One sitting, as a pure state machine: what is on the screen, what the person does, what must be done about it.
 *
 *     dealing ──deal──▶ asking ──show──▶ answered ──rate──▶ dealing …
 *        │                                                     no card left
 *        └──────────────────────────────▶ offering ──▶ ended
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
  | { readonly kind: "suspend" | "bury" | "undo" | "quit" | "decline" };

export type Effect =
  | { readonly kind: "deal" }
  | { readonly kind: "offer" }
  | { readonly kind: "rate"; readonly key: string; readonly rating: Rating }
  | { readonly kind: "suspend" | "bury" | "undo"; readonly key: string };

export interface Step {
  readonly sitting: Sitting;
  readonly effects: readonly Effect[];
}

export function beginSitting(limit: number | undefined): Sitting {
  return { stage: { kind: "dealing" }, rated: [], setAside: [], history: [], limit };
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
      return sitting.stage.kind === "offering" ? to(sitting, { kind: "ended", why: "no-more" }) : stay(sitting);
    case "quit":
      return to(sitting, { kind: "ended", why: "quit" });
  }
}

function dealt(sitting: Sitting, key: string | undefined): Step {
  if (sitting.stage.kind !== "dealing") return stay(sitting);
  if (key !== undefined) return to(sitting, { kind: "asking", key });
  return { sitting, effects: [{ kind: "offer" }] };
}

function offered(sitting: Sitting, drill: string | undefined): Step {
  if (sitting.stage.kind !== "dealing") return stay(sitting);
  return to(sitting, drill === undefined ? { kind: "ended", why: "no-more" } : { kind: "offering", drill });
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
  if (sitting.stage.kind !== "asking" && sitting.stage.kind !== "answered") return stay(sitting);
  const { key } = sitting.stage;
  return {
    sitting: {
      ...sitting,
      setAside: [...sitting.setAside, key],
      history: [...sitting.history, "aside"],
      stage: { kind: "dealing" },
    },
    effects: [{ kind, key }, { kind: "deal" }],
  };
}

/** Takes the last thing of this sitting back and asks that card again. */
function undo(sitting: Sitting): Step {
  const last = sitting.history.at(-1);
  if (last === undefined || sitting.stage.kind === "ended") return stay(sitting);
  const key = last === "rating" ? sitting.rated.at(-1)?.key : sitting.setAside.at(-1);
  if (key === undefined) return stay(sitting);
  return {
    sitting: {
      ...sitting,
      rated: last === "rating" ? sitting.rated.slice(0, -1) : sitting.rated,
      setAside: last === "aside" ? sitting.setAside.slice(0, -1) : sitting.setAside,
      history: sitting.history.slice(0, -1),
      stage: { kind: "asking", key },
    },
    effects: [{ kind: "undo", key }],
  };
}

function to(sitting: Sitting, stage: Stage): Step {
  return { sitting: { ...sitting, stage }, effects: [] };
}

function stay(sitting: Sitting): Step {
  return { sitting, effects: [] };
}
