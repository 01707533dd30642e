import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writePackage } from "../../src/anki/package.ts";
import { exportCards } from "../../src/desk/export.ts";
import { findCards } from "../../src/desk/find.ts";
import { momentOf } from "../../src/desk/today.ts";
import { CardsError } from "../../src/errors.ts";
import { utc } from "../store/world.ts";
import { block, type World, world } from "../vault/world.ts";
import { readPackage } from "./package.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function exported(w: World, options: { query?: string; time?: number; name?: string } = {}) {
  const file = join(w.folder, options.name ?? "deck.apkg");
  const cards = findCards(w.db, [options.query ?? ""], momentOf(noon, utc));
  const report = await exportCards(w.db, cards, { file, time: options.time ?? noon });
  return { report, file, ...readPackage(file) };
}

const fieldsOf = (note: { flds: string } | undefined): string[] => note?.flds.split("\x1f") ?? [];

test("a note has the fields, tags and deck that its block has", async () => {
  using w = world();
  w.write(
    "net/TCP.md",
    `# Close\nTARGET DECK: Net::TCP\n\n${block("What does `close` send?", "A **FIN**.\nTags: net/tcp c")}`,
  );
  w.take();

  const { report, notes, cards, decks, models } = await exported(w);

  expect(report).toMatchObject({ notes: 1, cards: 1, decks: 1, media: 0, changed: 1, problems: [] });
  expect(fieldsOf(notes[0])).toEqual([
    "<p>What does <code>close</code> send?</p>",
    "<p>A <strong>FIN</strong>.</p>",
    "",
    '<a href="obsidian://open?vault=vault&amp;file=net%2FTCP%23Close">TCP › Close</a>',
    "",
  ]);
  expect(notes[0]).toMatchObject({ tags: " net::tcp c ", sfld: "What does close send?", mod: noon / 1000 });
  expect(
    Object.values(decks)
      .map((deck) => deck.name)
      .toSorted(),
  ).toEqual(["Default", "Net", "Net::TCP"]);
  expect(decks[String(cards[0]?.did)]?.name).toBe("Net::TCP");
  expect(Object.values(models).map((model) => model.name)).toEqual(["echodeck Basic"]);
});

test("ids are the same for ever", async () => {
  using w = world();
  w.write("a.md", `TARGET DECK: Net\n${block("q", "a")}${block("r", "b", 1700000000001)}`);
  w.take();

  const { notes, cards, models } = await exported(w);

  expect(notes.map(({ id, guid }) => [id, guid])).toMatchInlineSnapshot(`
    [
      [
        1324090291321,
        "E#=R%7y,)V",
      ],
      [
        1700000000001,
        "ux2>H}H)^<",
      ],
    ]
  `);
  expect(cards.map(({ id, did }) => [id, did])).toMatchInlineSnapshot(`
    [
      [
        1095556836612,
        1575465808851,
      ],
      [
        1472563288114,
        1575465808851,
      ],
    ]
  `);
  expect(Object.keys(models)).toEqual(["1600000001001"]);
});

test("Anki's own id is kept, but none of the future, which Anki refuses", async () => {
  using w = world();
  w.write("a.md", `${block("q", "a", 1700000000001)}${block("r", "b", 9999999999999)}`);
  w.take();

  const ids = (await exported(w)).notes.map((note) => note.id);

  expect(ids).toContain(1700000000001);
  expect(ids.every((id) => id < noon)).toBe(true);
});

test("the same cards give the same bytes; a change is newer, and only it", async () => {
  using w = world();
  w.write("a.md", block("q", "a") + block("r", "b"));
  w.take();
  const first = await exported(w);
  const again = await exported(w, { time: noon + 86_400_000, name: "again.apkg" });
  expect(readFileSync(again.file).equals(readFileSync(first.file))).toBe(true);
  expect(again.report.changed).toBe(0);

  w.write("a.md", block("q", "a, edited") + block("r", "b"));
  w.take();
  const edited = await exported(w, { time: noon - 86_400_000 });

  const before = new Map(first.notes.map((note) => [note.guid, note.mod]));
  const newer = edited.notes.filter((note) => note.mod > (before.get(note.guid) ?? 0));
  expect(newer.map((note) => fieldsOf(note)[1])).toEqual(["<p>a, edited</p>"]);
  expect(edited.notes).toHaveLength(2);
  expect(edited.report.changed).toBe(1);
});

test("an embedded note or a picture that changes makes its card newer", async () => {
  using w = world();
  w.write("a.md", block("q", "![[b#H]] ![[p.png]]"));
  w.write("b.md", "# H\nold\n# I\nno\n");
  w.write("p.png", png);
  w.take();
  const first = await exported(w);
  w.write("b.md", "# H\nnew\n# I\nno\n");
  w.take();
  const second = await exported(w);
  w.write("p.png", Buffer.concat([png, Buffer.from([0])]));
  const third = await exported(w);

  expect(fieldsOf(first.notes[0])[1]).toContain("<p>old</p>");
  expect(fieldsOf(second.notes[0])[1]).toContain("<p>new</p>");
  expect([second.report.changed, third.report.changed]).toEqual([1, 1]);
  expect(Object.values(third.media)[0]).not.toBe(Object.values(first.media)[0]);
});

test("a query chooses notes; each comes with all of its cards", async () => {
  using w = world();
  w.write("a.md", `START\nBasic (and reversed card)\nq\nBack: a\nEND\n\n${block("r", "b")}`);
  w.take();

  const { report, cards, models } = await exported(w, { query: "q" });

  expect(report).toMatchObject({ notes: 1, cards: 2 });
  expect(cards.map((card) => [card.ord, card.due])).toEqual([
    [0, 1],
    [1, 1],
  ]);
  expect(Object.values(models).map((model) => model.name)).toEqual(["echodeck Reversed"]);
});

test("further fields stand below the answer, under their names", async () => {
  using w = world();
  w.write(
    ".obsidian/plugins/obsidian-to-anki-plugin/data.json",
    JSON.stringify({ fields_dict: { Call: ["Name", "Does", "Man page"] } }),
  );
  w.write("a.md", "START\nCall\nbind\nDoes: names a socket\nMan page: `bind(2)`\nEND\n");
  w.take();

  expect(fieldsOf((await exported(w)).notes[0])[2]).toBe(
    '<p class="extra-name">Man page</p><p><code>bind(2)</code></p>',
  );
});

test("pictures come along once, whatever they are called, and those that nothing shows stay", async () => {
  using w = world();
  w.write(
    "a.md",
    block(
      "![[Ünï cödé [x].png]] ![[one/p.png]] ![[two/p.png]]",
      "![](<Ünï cödé [x].png>) %%![[hidden.png]]%% [[linked.png]]",
    ),
  );
  for (const name of ["Ünï cödé [x].png", "one/p.png", "two/p.png", "hidden.png", "linked.png", "unused.png"])
    w.write(name, Buffer.concat([png, Buffer.from(name)]));
  w.take();

  const { report, media, files, notes } = await exported(w);

  const names = Object.values(media);
  expect(names.map((name) => name.replace(/-[\da-f]{12}\.png$/, "")).toSorted()).toEqual(["p", "p", "uni-code-x"]);
  expect([report.media, new Set(names).size]).toEqual([3, 3]);
  for (const [index, name] of Object.entries(media)) {
    expect(notes[0]?.flds).toContain(`src="${name}"`);
    expect(files.get(index)?.subarray(0, png.length).equals(png)).toBe(true);
  }
});

test("nothing outside the vault is ever read, and no link followed", async () => {
  using w = world();
  mkdirSync(join(w.folder, "outside"));
  w.write("../outside/secret.md", "secret");
  w.write("../outside/secret.png", png);
  w.write(
    "a.md",
    block(
      "q",
      "![[../outside/secret]] ![[link]] ![[../outside/secret.png]] ![](linked/secret.png) ![[/etc/passwd]] ![](file:///etc/passwd)",
    ),
  );
  symlinkSync(join(w.folder, "outside/secret.md"), join(w.vault, "link.md"));
  symlinkSync(join(w.folder, "outside"), join(w.vault, "linked"));
  w.take();

  const { report, notes } = await exported(w);

  expect(report.media).toBe(0);
  expect(notes[0]?.flds).not.toMatch(/<p>secret|root:|file:/);
  expect(report.problems.map((problem) => problem.rule).toSorted()).toEqual([
    "missing-embed",
    "missing-embed",
    "missing-embed",
    "missing-picture",
    "missing-picture",
  ]);
});

test("a vault that is gone exports its cards all the same, and says what is missing", async () => {
  using w = world();
  w.write("a.md", block("q", "![[b]]"));
  w.take();
  rmSync(w.vault, { recursive: true });

  const { report, notes } = await exported(w);

  expect(notes).toHaveLength(1);
  expect(report.problems.map((problem) => problem.rule)).toEqual(["unreadable"]);
});

test("a file that can't be written is named, and nothing is left behind", async () => {
  using w = world();
  w.write("a.md", block("q", "a"));
  w.take();
  mkdirSync(join(w.folder, "taken.apkg"));

  await expect(exported(w, { name: "no/deck.apkg" })).rejects.toThrow(/no such folder/);
  await expect(exported(w, { name: "taken.apkg" })).rejects.toThrow(/is a folder/);
  await expect(exported(w, { name: `${"n".repeat(300)}.apkg` })).rejects.toThrow(/name too long/);
  expect(readdirSync(w.folder).toSorted()).toEqual(["taken.apkg", "vault"]);
});

test("a picture that goes while it is exported is named, and nothing is left behind", async () => {
  using w = world();
  const gone = (): Uint8Array => {
    throw new CardsError("a.png: no such file", "Export once more.");
  };
  const file = join(w.folder, "deck.apkg");

  await expect(writePackage(file, Buffer.from("x"), [{ name: "a.png", read: gone }])).rejects.toThrow(/^a\.png: no/);
  expect(readdirSync(w.folder)).not.toContainEqual(expect.stringContaining("deck"));
});
