import type { Block, DrillLink, Field } from "../model.ts";
import type { FoundBlock } from "./dialects/dialect.ts";
import { deriveDrills } from "./drill/derive.ts";
import type { FoundDrills } from "./drill/drills.ts";
import type { Heading } from "./lexer/lines.ts";
import { headingPath, outline, sectionOf } from "./sections.ts";

/** Adds what is the same for all dialects: the headings above a block, the drills in its section and in its text. */
export function withSurroundings(
  found: readonly FoundBlock[],
  headings: readonly Heading[],
  drills: FoundDrills,
): Block[] {
  if (found.length === 0) return [];
  const parents = outline(headings);
  return found.map((block) => {
    const section = sectionOf(headings, block.line);
    const near = drills.bySection.get(section) ?? [];
    // A heading that is the question is not above it.
    const above = headings[section]?.line === block.line ? (parents[section] ?? -1) : section;
    return { ...block, headings: headingPath(headings, parents, above), drills: drillsOf(block, near) };
  });
}

/** The drills in its section and those it links; a block that has none may suggest some by its text. */
function drillsOf({ fields }: FoundBlock, near: readonly string[]): DrillLink[] {
  const linked = linkedDrills(fields).filter((id) => !near.includes(id));
  if (near.length + linked.length === 0) return derivedDrills(fields);
  return [
    ...near.map((id) => ({ id, via: "section" as const })),
    ...linked.map((id) => ({ id, via: "link" as const })),
  ];
}

function derivedDrills(fields: readonly Field[]): DrillLink[] {
  // Drills are derived from code, and most cards hold none.
  if (!fields.some(({ text }) => text.includes("`") || text.includes("~~~"))) return [];
  return deriveDrills(fields.map(({ text }) => text).join("\n\n")).map((id) => ({ id, via: "derived" }));
}

/** `[text](drill:read-loop)` and `[[drill:read-loop]]`. */
function linkedDrills(fields: readonly Field[]): string[] {
  if (!fields.some(({ text }) => text.includes("drill:"))) return [];
  const link = /\]\(drill:([a-z0-9-]+)\)|\[\[drill:([a-z0-9-]+)/g;
  const ids = fields.flatMap(({ text }) => [...text.matchAll(link)].map((match) => match[1] ?? match[2] ?? ""));
  return [...new Set(ids)];
}
