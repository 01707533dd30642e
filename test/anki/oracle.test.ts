/**
 * Asks the real Anki whether it takes our packages. ANKI_PYTHON names a Python that has the library `anki`:
 *
 *     python3 -m venv venv && venv/bin/pip install anki
 *     ANKI_PYTHON=$PWD/venv/bin/python npm run test:anki
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Home, home, shared } from "../cli/run.ts";

const python = process.env["ANKI_PYTHON"];
if (!python) console.warn("skipped: ANKI_PYTHON names no Python with the anki library, so the real Anki was not asked");

interface Answer {
  readonly imports: readonly Readonly<Record<"new" | "updated" | "duplicate" | "conflicting", number>>[];
  readonly notes: readonly {
    readonly id: number;
    readonly type: string;
    readonly fields: readonly string[];
    readonly tags: readonly string[];
  }[];
  readonly cards: readonly {
    readonly ordinal: number;
    readonly deck: string;
    readonly queue: number;
    readonly due: number;
    readonly question: string;
    readonly answer: string;
  }[];
  readonly decks: readonly string[];
  readonly missingMedia: readonly string[];
  readonly unusedMedia: readonly string[];
  readonly sound: boolean;
  readonly cardsAfterwards: number;
}

function ask(folder: string, ...packages: string[]): Answer {
  mkdirSync(folder, { recursive: true });
  const words = [join(import.meta.dirname, "oracle.py"), folder, ...packages];
  const ran = spawnSync(python ?? "", words, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (ran.status !== 0) throw new Error(`${ran.error?.message ?? ""}${ran.stderr}`);
  return JSON.parse(ran.stdout) as Answer;
}

interface Report {
  readonly notes: number;
  readonly cards: number;
  readonly decks: number;
  readonly media: number;
}

function exported(h: Home, name: string): { file: string; report: Report } {
  const file = join(h.folder, name);
  return { file, report: h.json("export", file) as Report };
}

const course = join(import.meta.dirname, "../../notes");
const all = [
  { name: "the built-in course", folder: course },
  ...["fit-statnice", "davidpnb", "kroid"].map((name) => ({ name, folder: join(shared, "vaults", name) })),
  { name: "the seeds", folder: join(shared, "seeds") },
];
const vaults = all.filter(({ folder }) => existsSync(folder));
for (const { name, folder } of all) if (!existsSync(folder)) console.warn(`skipped: ${name} is not here`);

const front = (fields: readonly string[] | undefined): string => (fields?.[1] ?? "").replace(/<[^>]*>/g, "");

test.skipIf(!python).each(vaults)(
  "$name: the same notes and cards, again all known, one edit one update",
  { timeout: 120_000 },
  ({ folder }) => {
    using h = home();
    const copy = join(h.folder, "vault");
    cpSync(folder, copy, { recursive: true });
    h.json("import", copy);
    const first = exported(h, "first.apkg");
    const again = exported(h, "again.apkg");
    const edited = editOne(copy, h);
    h.json("import", copy);
    const third = exported(h, "third.apkg");

    const answer = ask(join(h.folder, "anki"), first.file, again.file, third.file);

    const none = { new: 0, updated: 0, duplicate: 0, conflicting: 0 };
    const { notes, cards } = first.report;
    expect(answer.imports).toEqual([
      { ...none, new: notes },
      { ...none, duplicate: notes },
      { ...none, updated: 1, duplicate: notes - 1 },
    ]);
    expect([answer.notes.length, answer.cards.length, answer.cardsAfterwards]).toEqual([notes, cards, cards]);
    expect([answer.sound, answer.missingMedia, answer.unusedMedia]).toEqual([true, [], []]);
    expect(new Set(answer.cards.map((card) => card.deck)).size).toBe(first.report.decks);
    expect(answer.cards.every((card) => card.queue === 0 && card.question.trim() !== "")).toBe(true);
    expect(answer.notes.filter(({ fields }) => fields.join("").includes(edited))).toHaveLength(1);
  },
);

/** Adds a word to the answer of a card, in its note; gives the word. */
function editOne(folder: string, h: Home): string {
  const { cards } = h.json("list") as { cards: { note: { path: string; endLine: number }; kind: string }[] };
  const card = cards.find(({ kind }) => kind === "basic") ?? cards[0];
  const file = join(folder, card?.note.path ?? "");
  const lines = readFileSync(file, "utf8").split("\n");
  const end = (card?.note.endLine ?? 1) - 1;
  const back = lines.slice(0, end).findLastIndex((line) => /^(?:Back|Zadní|Reverso|Extra|Rückseite)[: ]/i.test(line));
  const at = back === -1 ? lines.slice(0, end).findLastIndex((line) => !/^(?:Tags:|<!--|\s*$)/.test(line)) : back;
  lines[at] = `${lines[at]} qwertzuiop`;
  writeFileSync(file, lines.join("\n"));
  return "qwertzuiop";
}

const probes = `# Probes
TARGET DECK: Probe::Sub Deck
START
Cloze
\`\`\`c
int fd = {{c1::socket(AF_INET, SOCK_STREAM, 0)::which call?}};
struct sockaddr_in a[] = {{c2::{{.sin_family = AF_INET}}}};
\`\`\`
And {{c3::\`std::move(x)\`}}, {{c4::$\\frac{a}{b}$}}, {{c5::a {{c6::b}} c}}.
END

START
Basic (and reversed card)
AF_INET
Back: IPv4
Tags: a/b c
END

START
Basic (type in the answer)
Which call names a socket?
Back: bind
END

START
Basic
q
Back: ![[other#Part]] ![[p.png|20]]
END
`;

test.skipIf(!python)("clozes, both ways, typed, embeds and pictures are shown as meant", () => {
  using h = home();
  const folder = join(h.folder, "vault");
  mkdirSync(folder);
  writeFileSync(join(folder, "probes.md"), probes);
  writeFileSync(join(folder, "other.md"), "# Part\nembedded **text**\n");
  writeFileSync(join(folder, "p.png"), "no real picture");
  h.json("import", folder);
  const { file, report } = exported(h, "probes.apkg");

  const answer = ask(join(h.folder, "anki"), file);

  expect(report).toMatchObject({ notes: 4, cards: 10, decks: 1, media: 1 });
  expect(answer.cardsAfterwards).toBe(10);
  expect(answer.decks.toSorted()).toEqual(["Default", "Probe", "Probe::Sub Deck"]);
  const clozes = answer.cards.filter((card) => card.answer.includes("sockaddr_in"));
  const shown = (ordinal: number): string[] => {
    const card = clozes.find((each) => each.ordinal === ordinal);
    const revealed = /<span class="cloze" data-ordinal="\d+">([^]*?)<\/span>(?=[;,. ]| \{)/.exec(
      card?.answer ?? "",
    )?.[1];
    const asked = /<span class="cloze" [^>]*>(\[[^\]]*\])<\/span>/.exec(card?.question ?? "")?.[1];
    return [
      asked ?? "",
      (revealed ?? "")
        .replace(/<[^>]*>/g, "")
        .replaceAll("&#125;", "}")
        .replaceAll("&#58;", ":"),
    ];
  };
  expect(shown(0)).toEqual(["[which call?]", "socket(AF_INET, SOCK_STREAM, 0)"]);
  expect(shown(1)).toEqual(["[...]", "{{.sin_family = AF_INET}}"]);
  expect(shown(2)).toEqual(["[...]", "std::move(x)"]);
  expect(shown(3)).toEqual(["[...]", "\\(\\frac{a}{b}\\)"]);
  expect(answer.notes.find((note) => note.type === "echodeck Reversed")?.tags).toEqual(["a::b", "c"]);
  expect(answer.cards.filter((card) => card.question.includes("[[type:Back]]"))).toHaveLength(1);
  const embedded = answer.notes.find(({ fields }) => fields.join("").includes("embedded"));
  expect(front(embedded?.fields)).toContain("embedded text");
  expect(readdirSync(join(h.folder, "anki/collection.media"))).toHaveLength(1);
});
