import { CardsError } from "../errors.ts";
import type { Look } from "./look.ts";
import type { Change } from "./report.ts";
import type { Target } from "./root.ts";

/** A vault that is empty all at once is a disk that is not there. */
export function refuseEmptied(target: Target, look: Look): void {
  const known = look.cache.paths.length;
  if (look.found > 0 || known === 0 || target.start !== "") return;
  throw new CardsError(
    `${target.root}: the vault is empty now, ${known} notes were there before`,
    "Is its disk mounted? Nothing was changed. If it is meant to be empty: --allow-removals.",
  );
}

/** More than a fifth of a vault's cards does not vanish by editing: an unmounted folder does that. */
export function refuseRemovals(target: Target, changes: readonly Change[], live: number): void {
  const retired = changes.filter((change) => change.kind === "retired").length;
  if (retired < 10 || retired <= live * 0.2) return;
  throw new CardsError(
    `${target.root}: ${retired} of ${live} cards would retire`,
    "Nothing was changed. See which with --dry-run --allow-removals; if that is meant: --allow-removals.",
  );
}
