import { type Head, property } from "../head/front-matter.ts";
import { normaliseTags } from "../head/tags.ts";
import type { Source } from "./dialect.ts";

/** What a note with cards is told by where it stands and by its head. */
export interface NoteHome {
  readonly deck: string;
  readonly tags: readonly string[];
}

/** The deck is the head's `deck` or `cards-deck`, else the folder (`Net/TCP` is `Net::TCP`), else Default. */
export function noteHome({ head, path }: Pick<Source, "head" | "path">): NoteHome {
  return { deck: headDeck(head) || folderDeck(path) || "Default", tags: headTags(head) };
}

function headDeck(head: Head): string {
  return deckName(property(head, "deck")) || deckName(property(head, "cards-deck"));
}

export function headTags(head: Head): readonly string[] {
  return normaliseTags([property(head, "tags") ?? "", property(head, "tag") ?? ""].flat());
}

export function folderDeck(path: string): string {
  return path.split("/").slice(0, -1).join("::");
}

/** `A :: B` is `A::B`. */
export function deckName(written: string | readonly string[] | undefined): string {
  if (typeof written !== "string") return "";
  const parts = written.split("::").map((part) => part.trim());
  return parts.filter((part) => part !== "").join("::");
}
