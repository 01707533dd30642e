import type { Problem } from "../model.ts";

/** What an import did, as `import --json` gives it. */
export interface ImportReport {
  readonly vault: string;
  readonly notes: {
    readonly read: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
    readonly skipped: number;
  };
  readonly cards: CardCounts;
  readonly blocks: { readonly total: number };
  readonly drills: { readonly total: number };
  readonly repaired: readonly { readonly path: string; readonly from: string }[];
  readonly problems: readonly Problem[];
  readonly changes: readonly Change[];
}

export interface CardCounts {
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly retired: number;
  readonly revived: number;
}

export interface Change {
  readonly card: string;
  readonly kind: "added" | "changed" | "moved" | "retired" | "revived";
  readonly reason: string;
  readonly path: string;
  readonly line: number;
}

export function countChanges(changes: readonly Change[], total: number): CardCounts {
  const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
  return {
    total,
    added: count("added"),
    changed: count("changed"),
    moved: count("moved"),
    retired: count("retired"),
    revived: count("revived"),
  };
}
