import type { CardKind, Field, Problem } from "../../model.ts";
import { normaliseTags } from "../head/tags.ts";
import { nearestName } from "../nearest-name.ts";
import { report } from "../report.ts";
import type { DialectReader, Found, FoundBlock, Source } from "./dialect.ts";
import { foreignIdOf, numbersIn } from "./flashcards-note.ts";
import { idLineBelow } from "./flashcards-text.ts";
import { joined, readBody, writeOutHighlights } from "./native-body.ts";
import { type Callout, readCallouts } from "./native-callout.ts";
import { type NoteHome, noteHome } from "./note-home.ts";
import { clozeOrdinals } from "./note-types.ts";

/**
 * Our own form is a callout, so that Obsidian shows a card as a card, folded with `-`:
 *
 *     > [!card]- What does `shutdown(fd, SHUT_WR)` send?      the question
 *     > A FIN.                                                the answer
 *     > #tcp                                                  tags, if the last line holds nothing else
 *
 *     > [!cloze]
 *     > A ==stream== has no ==messages==.                     one card for each highlight
 *
 * A line `---` parts a longer question from its answer. docs/cards.md tells all of it.
 */
export const native: DialectReader = {
  openers: () => [
    ["[!", "[!c"],
    ["[!", "[!C"],
  ],
  read: readNative,
};

function readNative(source: Source): Found {
  const callouts = readCallouts(source);
  if (callouts.length === 0) return { blocks: [], problems: [] };
  const home = noteHome(source);
  const numbers = numbersIn(source.head);
  const made = callouts.map((callout) => {
    // flashcards-obsidian writes its id below the callout.
    const below = foreignIdOf(idLineBelow(source, callout.endLine - 1, false)?.id, numbers);
    return callout.name === "cloze" ? makeCloze(callout, home) : makeCard(callout, home, below);
  });
  return { blocks: made.flatMap(({ blocks }) => blocks), problems: made.flatMap(({ problems }) => problems) };
}

function makeCard(callout: Callout, home: NoteHome, foreignIdBelow: string | undefined): Found {
  const { above, below, tags, id } = readBody(callout);
  const [front, back] = below === undefined ? [callout.title, above] : [joined(callout.title, above), below];
  if (front === "") return refused(emptyFront(callout));
  if (back === "") return refused(missingAnswer(callout));
  const { kind, problems } = kindOfCard(callout);
  const fields = [
    { name: "Front", text: front },
    { name: "Back", text: back },
  ];
  const block = blockOf(callout, { kind, fields, tags: [...tags, ...home.tags], deck: home.deck, id });
  return { blocks: [{ ...block, foreignId: block.foreignId ?? foreignIdBelow }], problems };
}

function makeCloze(callout: Callout, home: NoteHome): Found {
  const { above, below, tags, id } = readBody(callout);
  const text = writeOutHighlights(joined(callout.title, above));
  if (clozeOrdinals(text).length === 0) return refused(noCloze(callout));
  const fields = [
    { name: "Text", text },
    { name: "Back Extra", text: below ?? "" },
  ];
  const block = blockOf(callout, { kind: "cloze", fields, tags: [...tags, ...home.tags], deck: home.deck, id });
  return { blocks: [block], problems: [] };
}

function refused(problem: Problem): Found {
  return { blocks: [], problems: [problem] };
}

interface Content {
  readonly kind: CardKind;
  readonly fields: readonly Field[];
  readonly tags: readonly string[];
  readonly deck: string;
  readonly id: string | undefined;
}

/** Anki's own names for what the kinds make. */
const noteTypes = {
  basic: "Basic",
  reversed: "Basic (and reversed card)",
  typed: "Basic (type in the answer)",
  cloze: "Cloze",
} as const satisfies Record<CardKind, string>;

function blockOf({ place, endLine }: Callout, { kind, fields, tags, deck, id }: Content): FoundBlock {
  return {
    line: place.line,
    endLine,
    column: place.column,
    dialect: "native",
    foreignId: id === undefined ? undefined : `anki:${id}`,
    noteType: noteTypes[kind],
    kind,
    fields,
    format: "markdown",
    tags: normaliseTags(tags),
    deck,
    ordinals: kind === "cloze" ? clozeOrdinals(fields[0]?.text ?? "") : kind === "reversed" ? [0, 1] : [0],
  };
}

const kinds: Readonly<Record<string, CardKind>> = { reversed: "reversed", typed: "typed" };

/** Words that themes know may stand there too: only what was probably meant for us is worth a word. */
function kindOfCard(callout: Callout): { readonly kind: CardKind; readonly problems: readonly Problem[] } {
  const words = callout.words.toLowerCase().split(/[\s,|]+/);
  const known = words.find((word) => Object.hasOwn(kinds, word));
  if (known !== undefined) return { kind: kinds[known] ?? "basic", problems: [] };
  const [word, meant] =
    words.map((one) => [one, nearestName(one, Object.keys(kinds))] as const).find(([, near]) => near !== undefined) ??
    [];
  return {
    kind: "basic",
    problems: word === undefined || meant === undefined ? [] : [unknownWord(callout, word, meant)],
  };
}

function emptyFront({ place }: Callout): Problem {
  const hint = "Write the question behind [!card], or above a line > --- in the callout.";
  return report(place, "empty-front", "warning", "the callout has no question, so there is nothing to ask", hint);
}

function missingAnswer({ place }: Callout): Problem {
  const hint = "Write the answer below the question, each line behind a >.";
  return report(place, "missing-answer", "warning", "the callout has a question and no answer", hint);
}

function noCloze({ place }: Callout): Problem {
  const hint = "Highlight what is to be hidden: ==like this==.";
  return report(place, "no-cloze", "error", "a callout [!cloze] in which nothing is hidden makes no card", hint);
}

function unknownWord({ place }: Callout, word: string, meant: string): Problem {
  const message = `"${word}" is no kind of card; the callout is read as a card in one direction`;
  return report(place, "unknown-type", "warning", message, `Write [!card|${meant}].`);
}
