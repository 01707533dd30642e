import { defaultFlashcards } from "../../src/notes/settings/flashcards.ts";
import { defaultObsidianToAnki } from "../../src/notes/settings/obsidian-to-anki.ts";
import { defaultSpacedRepetition } from "../../src/notes/settings/spaced-repetition.ts";
import { defaultSyntax, type Syntax } from "../../src/notes/settings/syntax.ts";
import { type Dice, hostileNote, newDice } from "./hostile.ts";

/** What the dialects look for, whole, cut and put together wrongly. */
const baits = [
  ..."START|START |  START|END| END|ENDIAN|Basic|Cloze|Basic (and reversed card)|Nonsense|Back: a|Front: a|back: a".split(
    "|",
  ),
  ..."Tags: a b|Tags:|<!--ID: 1566052191670-->|ID: 1566052191670|<!--ID: 1-->|DELETE|TARGET DECK|TARGET DECK: A::B".split(
    "|",
  ),
  ..."FILE TAGS: x y|FROZEN - Basic:|STARTI [Basic] q Back: a ENDI|STARTI [|STARTI q ENDI|ENDI|{x}|{2:x}|{c1|x}|{{c1::x}}".split(
    "|",
  ),
  ..."{{c1::a::b}}|{{c1::|{{c99999999999::x}}|{{c0::x}}|{{c1::{{c2::x}}}}|==x==|==|==1;;b;;h==|#flashcards|#flashcards/a/b".split(
    "|",
  ),
  ..."Q::A|a:::b|a::b::c|::|a::|::b|?|??|+++|x ^abc1|<!--SR:!2024-08-16,51,230-->|<!--SR:!2000-01-01,1,250!2024-08-16,51,230-->".split(
    "|",
  ),
  ..."<!--SR:|<!--SR:!fsrs,2024-08-16,5,5,5,2,1,0,0,2024-08-11-->|<!--SR:!2024-99-99,x,y-->|std::vector|http://x::y|#card".split(
    "|",
  ),
  ..."Q #card|Q #card #t1 #a/b|#card-reverse|Q #card/spaced|^1622730000000|Q::A ^1622730000000|{1:x} {2:y}|Q: q|A: a|Q:|A:|C: a [b]".split(
    "|",
  ),
  ..."C: [|C: \\[a\\]|C: ![a](b) [c]|---|Q: a: b|> [!card] q|> a|> [!cloze] ==a==|> [!card]|> [!card]- q|> ^c|> #t|> [!hint]- x".split(
    "|",
  ),
  ..."```drill|id: a|role: client|transports: [tcp4]|wire:|  - write: token|exit: 0|```|%%|%% a|$$|<!--|-->|[[a]]|![[a#b]]".split(
    "|",
  ),
  "{c1|x}",
  "| q |",
  "| --- |",
  "\u00e2\u0080\u0099",
  "\u221a\u00a9 \u201a\u00c4\u00f4",
  "\u202e\u200d\ud800",
  "",
  "",
];

const heads = [
  "---\ntags: [flashcards]\n---\n",
  "---\ntags: flashcards\ncards-deck: A::B\n---\n",
  '+++\nname = "Deck"\n+++\n',
  '---\nname = "Deck"\n---\n',
  "---js\nprocess.exit(3)\n---\n",
  "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
  "---\n__proto__: {polluted: 1}\nconstructor: x\n---\n",
  "---\ntags:\n  - a\n - b\n: : :\n---\n",
  "---\ntags: !!js/function 'x'\nid: 0123\n...\n",
  "---\nup: [[Foo]]\ntitle: {{title}}\n---\n",
  "---\n---\n",
  "---\n",
  "\ufeff---\ntags: [flashcards]\n---\n",
  "#flashcards\n",
  "",
];

/** A hostile note as a file might hold it: hostile Markdown with what the dialects look for between, sometimes in bad bytes. */
export function hostileBytes(seed: number): Uint8Array {
  const dice = newDice(seed ^ 0x5bd1e995);
  const lines = hostileNote(seed)
    .split("\n")
    .flatMap((line) => withBaits(dice, line));
  const bytes = Buffer.from(dice.pick(heads) + lines.join("\n"), dice.roll() < 0.04 ? "latin1" : "utf8");
  if (dice.roll() < 0.04) return Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le");
  for (let spoilt = dice.roll() < 0.06 ? 1 + dice.below(5) : 0; spoilt > 0; spoilt--)
    bytes[dice.below(bytes.length)] = dice.below(256);
  return bytes;
}

function withBaits({ roll, below, pick }: Dice, line: string): string[] {
  const chance = roll();
  const bait = pick(baits);
  if (chance < 0.45) return [bait];
  if (chance < 0.6) return [line, bait];
  const at = below(line.length + 1);
  return chance < 0.75 ? [line.slice(0, at) + bait + line.slice(at)] : [line];
}

const { clozePatterns } = defaultSpacedRepetition;
const openSpacedRepetition = { ...defaultSpacedRepetition, openGate: true };

/** Settings of many kinds: as the plugins have them, every gate open, other words and separators, styles. */
export const hostileSyntaxes: readonly Syntax[] = [
  defaultSyntax,
  {
    obsidianToAnki: { ...defaultObsidianToAnki, curlyCloze: true, highlightCloze: true, movesTags: true },
    spacedRepetition: openSpacedRepetition,
    flashcards: { ...defaultFlashcards, isConfigured: true, inlineIds: true },
  },
  {
    obsidianToAnki: {
      ...defaultObsidianToAnki,
      contextFields: { Basic: "Back" },
      styles: { Basic: "^Q: ((?:.+\\n)*)\\n*A: (.+(?:\\n(?!<!--).+)*)", Cloze: "^(.*\\{.*)$" },
    },
    spacedRepetition: {
      ...openSpacedRepetition,
      foldersAsDecks: true,
      separator: ";;",
      lineSeparator: "—",
      endMarker: "+++",
      clozePatterns: [
        ...clozePatterns,
        "**[123;;]answer[;;hint]**",
        "{{[123::]answer[::hint]}}",
        "==answer==[^\\[hint\\]][\\[^123\\]]",
      ],
    },
    flashcards: { ...defaultFlashcards, isConfigured: true, separator: "::", tag: "flashcards" },
  },
];
