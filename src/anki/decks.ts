import type { Deck } from "./collection.ts";
import { deckName } from "./field-text.ts";
import { idGiver, stableId } from "./ids.ts";

/** All decks of some names with their parents, and how each name's deck is found. Anki's names differ in more than case. */
export function decksOf(names: readonly string[]): {
  readonly decks: readonly Deck[];
  readonly idOf: (name: string) => number;
} {
  const give = idGiver();
  const byName = new Map<string, Deck>([["default", { id: give(1), name: "Default" }]]);
  for (const name of names) {
    const parts = deckName(name).split("::");
    for (let length = 1; length <= parts.length; length += 1) {
      const folded = parts.slice(0, length).join("::").toLowerCase();
      if (byName.has(folded)) continue;
      const parent = byName.get(
        parts
          .slice(0, length - 1)
          .join("::")
          .toLowerCase(),
      );
      const own = parts[length - 1] ?? "";
      byName.set(folded, {
        id: give(stableId("deck", folded)),
        name: parent === undefined ? own : `${parent.name}::${own}`,
      });
    }
  }
  return {
    decks: [...byName.values()],
    idOf: (name) => byName.get(deckName(name).toLowerCase())?.id ?? 1,
  };
}
