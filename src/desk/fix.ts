import type { Problem } from "../model.ts";
import type { Rule } from "../rules.ts";
import { type Hunk, hunksOf } from "../notes/repair/difference.ts";
import { repairsOf } from "../notes/repair/repair.ts";
import { type Repair, spliced } from "../notes/repair/splices.ts";
import { noteReader } from "../vault/note-reader.ts";
import { readVaultSyntax } from "../vault/read.ts";
import type { Target } from "../vault/root.ts";
import { tryReplace } from "../vault/splice.ts";
import { walk } from "../vault/walk.ts";

/** A note that is mended, or would be. */
export interface Fixed {
  readonly root: string;
  readonly path: string;
  readonly repairs: readonly Repair[];
  readonly hunks: readonly Hunk[];
}

export interface FixReport {
  readonly notes: number;
  readonly fixed: readonly Fixed[];
  /** Notes that could have been mended, and were not, since they can't be read or written. */
  readonly refused: readonly Problem[];
}

/** Mends what is safe to mend in the notes of a vault, or of a part of it; `only` these rules, and nothing at all on a dry run. */
export function fixNotes(
  { root, start, gate }: Target,
  options: { readonly dryRun: boolean; readonly only: readonly Rule[] | undefined },
): FixReport {
  const { syntax } = readVaultSyntax(root, gate);
  const seen = walk(root, start);
  const read = noteReader(root);
  const fixed: Fixed[] = [];
  const refused: Problem[] = seen.problems.filter(({ rule }) => rule === "unreadable");
  for (const path of seen.paths) {
    const result = read(path);
    if ("problem" in result) {
      refused.push(result.problem);
      continue;
    }
    const bytes = Uint8Array.from(result.bytes);
    const repairs = repairsOf(path, bytes, syntax, options.only);
    if (repairs.length === 0) continue;
    const splices = repairs.flatMap((repair) => repair.splices);
    const trouble = options.dryRun ? undefined : tryReplace(root, path, bytes, spliced(bytes, splices));
    if (trouble === undefined) fixed.push({ root, path, repairs, hunks: hunksOf(bytes, splices) });
    else refused.push(trouble);
  }
  return { notes: seen.paths.length, fixed, refused };
}
