import type { Problem } from "../model.ts";
import type { BlockRow } from "../store/blocks.ts";
import type { FreshBlock } from "./fresh-block.ts";

function placed(fresh: FreshBlock) {
  return { path: fresh.path, line: fresh.block.line, column: fresh.block.column, severity: "warning" as const };
}

/** An id that another block has already. */
export function duplicateId(fresh: FreshBlock, other: Pick<BlockRow, "path"> | undefined): Problem {
  const id = fresh.block.foreignId?.replace(/^\w+:/, "") ?? "";
  const where = other === undefined ? "above" : `in ${other.path}`;
  return {
    ...placed(fresh),
    rule: "duplicate-id",
    message: `the id ${id} stands ${where} too; that card is kept, this one left out`,
    hint: "Remove the ID line of the copy, and it becomes a card of its own.",
  };
}

/** A note that stands in two vaults, of which one is a copy. */
export function duplicateCard(fresh: FreshBlock): Problem {
  return {
    ...placed(fresh),
    rule: "duplicate-card",
    message: "the same card stands in the same note of another vault; it is kept there",
    hint: "Nothing to do if one vault is a copy of the other.",
  };
}

/** A block that could be several of those that were known. */
export function ambiguousCard(fresh: FreshBlock): Problem {
  return {
    ...placed(fresh),
    rule: "ambiguous-card",
    message: "this may be a former card, but which one, or whether, is not certain; it starts as new",
    hint: "If it is: cards undo, then change one thing at a time and import in between.",
  };
}

/** A cloze that could be several of those that stood in its block. */
export function ambiguousCloze(fresh: FreshBlock): Problem {
  return {
    ...placed(fresh),
    rule: "ambiguous-card",
    message: "clozes were added and rewritten here at once; what could be any of the former ones starts as new",
    hint: "To keep their histories: cards undo, then change one thing at a time and import in between.",
  };
}
