import { type Links, noLinks } from "../markdown/references.ts";
import type { Card } from "../store/cards.ts";
import type { Linker } from "../vault/embeds.ts";

/** What cards embed, by the texts of their fields. */
const known = new WeakMap<Card, ReadonlyMap<string, Links>>();
const linkers = new Map<string, Linker>();

/** Looks up in the card's vault what its texts embed, notes as they are now. Cards that embed nothing cost nothing. */
export async function loadEmbedded(card: Card): Promise<void> {
  const texts = card.fields.map(({ text }) => text).filter((text) => text.includes("![["));
  if (known.has(card) || texts.length === 0) return;
  const { linksOf } = await linkerOf(card.vault);
  known.set(card, new Map(texts.map((text) => [text, linksOf(text, card).links])));
}

/** What a field's text embeds, once it was looked up. */
export function embeddedIn(card: Card, text: string): Links {
  return known.get(card)?.get(text) ?? noLinks;
}

async function linkerOf(root: string): Promise<Linker> {
  const { linker } = await import("../vault/embeds.ts");
  const made = linkers.get(root) ?? linker(root);
  linkers.set(root, made);
  return made;
}
