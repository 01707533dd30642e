import type { Problem } from "../../model.ts";
import { type Head, property } from "../head/front-matter.ts";
import { report } from "../report.ts";
import type { Source } from "./dialect.ts";
import { deckName, headTags, noteHome, type NoteHome } from "./note-home.ts";

/** The deck's name and tags, and what is wrong with its head. */
export interface HashcardsDeck extends NoteHome {
  readonly problems: readonly Problem[];
}

/** A deck is called what its head (TOML, `name = "Deck"`) says, else as its file is; elsewhere a note's own deck counts. */
export function deckOf({ head, path }: Source, inDeck: boolean): HashcardsDeck {
  if (!inDeck) return { ...noteHome({ head, path }), problems: [] };
  const named = nameIn(head);
  const deck = named || deckName(property(head, "deck")) || path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/i, "");
  return { deck, tags: headTags(head), problems: named === undefined ? [badName(path, head)] : [] };
}

const nameLine = /^[ \t]*name[ \t]*=[ \t]*(.*)/;
const text = /^(?:("(?:[^"\\]|\\.)*")|'([^']*)')[ \t]*(?:#.*)?$/;

/** Empty where the head says nothing; undefined where it does and is not TOML. Its only key needs no reader of TOML. */
function nameIn({ source }: Head): string | undefined {
  const value = source
    .split("\n")
    .map((line) => nameLine.exec(line)?.[1])
    .find((one) => one !== undefined);
  if (value === undefined) return "";
  const [, basic, literal] = text.exec(value) ?? [];
  return literal ?? (basic === undefined ? undefined : unescaped(basic));
}

/** A basic string of TOML is one of JSON, but for `\U` and `\e`. */
function unescaped(basic: string): string | undefined {
  try {
    return String(JSON.parse(basic));
  } catch {
    return undefined;
  }
}

function badName(path: string, { source }: Head): Problem {
  const line = source.split("\n").findIndex((one) => nameLine.test(one)) + 2;
  const message = "the name of the deck is not TOML; the deck is called as the file is";
  return report({ path, line, column: 1 }, "front-matter", "warning", message, 'Put it in quotes: name = "My deck".');
}
