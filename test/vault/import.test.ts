import { execFileSync } from "node:child_process";
import { cpSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rateNow } from "../../src/review/rate.ts";
import { presets, utc } from "../store/world.ts";
import { cardByKey } from "../../src/store/cards.ts";
import { forgetVault } from "../../src/store/forget.ts";
import { undoLast } from "../../src/store/undo.ts";
import { vaultOf } from "../../src/store/vaults.ts";
import { leastCost } from "../cost.ts";
import { block, world } from "./world.ts";

const none = { added: 0, changed: 0, moved: 0, retired: 0, revived: 0 };
const six = [
  "What does bind do?",
  "What does listen do?",
  "What does accept give?",
  "What is a port?",
  "What is a stamp?",
  "Why read in a loop?",
];
const note = (fronts: readonly string[]): string =>
  fronts.map((front, index) => `${block(front, `Answer number ${index}.`)}\n`).join("");

test("a second import changes nothing", () => {
  using w = world();
  w.write("a.md", note(six));
  expect(w.take().cards).toEqual({ ...none, total: 6, added: 6 });
  const second = w.take();
  expect(second.cards).toEqual({ ...none, total: 6 });
  expect(second.notes.changed).toBe(0);
});

test("cards keep their key when text, place, order or note changes", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  const before = w.cards();
  const keyOf = (front: string): string | undefined =>
    Object.entries(w.cards()).find(([, text]) => text === front)?.[0];
  const bind = keyOf("What does bind do?");

  w.write("a.md", note(["What does bind(2) do?", ...six.slice(1)]));
  expect(w.take().cards).toEqual({ ...none, total: 6, changed: 1 });
  expect(keyOf("What does bind(2) do?")).toBe(bind);

  w.write("a.md", note([...six.slice(1).toReversed(), "What does bind(2) do?"]));
  w.take();
  expect(keyOf("What does bind(2) do?")).toBe(bind);

  w.remove("a.md");
  w.write("folder/b.md", note([...six.slice(1), "What does bind(2) do?"]));
  const moved = w.take();
  expect(moved.cards).toMatchObject({ added: 0, retired: 0, moved: 6 });
  expect(Object.keys(w.cards()).toSorted()).toEqual(Object.keys(before).toSorted());
});

test("a card that was deleted retires, and comes back with its history", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  const [key = ""] = Object.keys(w.cards());
  rateNow(w.db, { key, deck: "Default" }, "good", { time: Date.parse("2026-11-20T13:00:00Z"), zone: utc }, presets);
  const front = w.cards()[key] ?? "";
  w.write("a.md", note(six.filter((each) => each !== front)));
  expect(w.take().cards).toMatchObject({ total: 5, retired: 1 });
  w.write("a.md", note(six));
  expect(w.take().cards).toMatchObject({ total: 6, revived: 1, added: 0 });
  expect(cardByKey(w.db, key)?.state.schedule.reps).toBe(1);
});

test("many cards never vanish at once without a word", () => {
  using w = world();
  const many = Array.from({ length: 20 }, (_, index) => `Question ${index} about sockets and their ends?`);
  w.write("a.md", note(many));
  w.write("b.md", note(six));
  w.take();
  w.remove("a.md");
  expect(() => w.take()).toThrow("20 of 26 cards would retire");
  expect(Object.keys(w.cards())).toHaveLength(26);
  expect(w.take({ dryRun: true, allowRemovals: true }).cards.retired).toBe(20);
  expect(Object.keys(w.cards())).toHaveLength(26);
  expect(w.take({ allowRemovals: true }).cards).toMatchObject({ total: 6, retired: 20 });
});

test("a vault that is empty or gone keeps its cards", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  w.remove("a.md");
  expect(() => w.take()).toThrow("the vault is empty now");
  rmSync(w.vault, { recursive: true });
  expect(() => w.take()).toThrow("this vault is not there");
  expect(Object.keys(w.cards())).toHaveLength(6);
  expect(() => w.take({ path: join(w.folder, "nowhere") })).toThrow("no such file or folder");
});

test("a vault that was moved keeps its cards and their history", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  const before = w.cards();
  const elsewhere = join(w.folder, "elsewhere");
  renameSync(w.vault, elsewhere);
  expect(w.take({ path: elsewhere }).cards).toEqual({ ...none, total: 6 });
  expect(w.cards()).toEqual(before);
});

test("a copy of a vault gives no second cards", () => {
  using w = world();
  w.write("a.md", `${block("With an id?", "Yes.", 1_700_000_000_000)}\n${note(six)}`);
  w.take();
  cpSync(w.vault, join(w.folder, "copy"), { recursive: true });
  const copy = w.take({ path: join(w.folder, "copy") });
  expect(copy.cards.added).toBe(0);
  expect(copy.problems.length).toBeGreaterThan(0);
});

test("importing a part is the same vault, and only that part can retire", () => {
  using w = world();
  w.write("a/one.md", note(six.slice(0, 3)));
  w.write("b/two.md", note(six.slice(3)));
  w.take();
  w.remove("a/one.md");
  w.write("b/two.md", note(six.slice(4)));
  expect(w.take({ path: join(w.vault, "b") }).cards).toMatchObject({ total: 5, retired: 1 });
  expect(w.take().cards).toMatchObject({ total: 2, retired: 3 });
});

test("a folder imported before the one above it becomes part of it", () => {
  using w = world();
  w.write("sub/a.md", note(six));
  w.take({ path: join(w.vault, "sub") });
  const before = w.cards();
  const report = w.take();
  expect(report.cards).toMatchObject({ total: 6, added: 0, retired: 0 });
  expect(w.cards()).toEqual(before);
});

test("the same id twice is one card and a problem", () => {
  using w = world();
  w.write("a.md", block("One?", "1", 1_700_000_000_001));
  w.write("b.md", block("Copy of one?", "1", 1_700_000_000_001));
  const report = w.take();
  expect(report.cards.total).toBe(1);
  expect(report.problems.map((problem) => problem.rule)).toEqual(["duplicate-id"]);
});

test("a card whose copy was left out lives on in the copy", () => {
  using w = world();
  w.write("a.md", block("One?", "1", 1_700_000_000_001));
  w.take();
  const before = Object.keys(w.cards());
  w.write("b.md", block("One?", "1", 1_700_000_000_001));
  w.take();
  w.remove("a.md");
  w.take();
  expect(Object.keys(w.cards())).toEqual(before);
  expect(w.take().problems).toEqual([]);
});

test("a note that moved keeps its cards when its new folder is imported first", () => {
  using w = world();
  w.write("x/a.md", note(six));
  w.take();
  const before = Object.keys(w.cards()).toSorted();
  w.write("y/a.md", note(six));
  w.remove("x/a.md");
  w.take({ path: join(w.vault, "y") });
  w.take();
  expect(Object.keys(w.cards()).toSorted()).toEqual(before);
});

test("a card that moved between two notes keeps its history, though only its new note is imported", () => {
  using w = world();
  w.write("a.md", note(six));
  w.write("b.md", note(["What stays?"]));
  w.take();
  const before = Object.keys(w.cards()).toSorted();
  w.write("a.md", note(six.slice(1)));
  w.write("b.md", note(["What stays?"]) + note(six.slice(0, 1)));
  expect(w.take({ path: join(w.vault, "b.md") }).cards).toMatchObject({ added: 0, retired: 0, moved: 1 });
  w.take();
  expect(Object.keys(w.cards()).toSorted()).toEqual(before);
});

test("a card that was copied, taken in, and only then deleted where it was, keeps its history in the copy", () => {
  using w = world();
  w.write("a.md", note(six));
  w.write("b.md", note(["What stays?"]));
  w.take();
  const [key = ""] = Object.entries(w.cards()).find(([, front]) => front === six[0]) ?? [];
  rateNow(w.db, { key, deck: "Default" }, "good", { time: Date.parse("2026-11-20T13:00:00Z"), zone: utc }, presets);
  w.write("b.md", note(["What stays?"]) + note(six.slice(0, 1)));
  expect(w.take().cards).toMatchObject({ added: 1 });
  w.write("a.md", note(six.slice(1)));
  expect(w.take().cards).toMatchObject({ total: 7, moved: 1, retired: 1 });
  expect(cardByKey(w.db, key)).toMatchObject({ path: "b.md", retired: false, state: { schedule: { reps: 1 } } });
  expect(w.take().cards).toEqual({ ...none, total: 7 });
});

test("a cloze added before others takes none of their histories, and one that comes back has its own", () => {
  using w = world();
  const cloze = (text: string): void => w.write("a.md", `START\nCloze\n${text}\nEND\n`);
  const asked = (): Record<string, number> =>
    Object.fromEntries(
      w.db
        .prepare<[], { key: string; ordinal: number }>("select key, ordinal from card where retired = 0")
        .all()
        .map((card) => [card.key, card.ordinal]),
    );
  cloze("The call {{c1::bind}} comes before {{c2::listen}}.");
  w.take();
  const [bind = "", listen = ""] = Object.keys(asked());
  cloze("The call {{c1::socket}}, then {{c2::bind}} comes before {{c3::listen}}.");
  expect(w.take().cards).toMatchObject({ total: 3, added: 1, changed: 2, retired: 0 });
  expect(asked()).toMatchObject({ [bind]: 1, [listen]: 2 });
  cloze("The call {{c1::socket}}, then bind comes before {{c2::listen}}.");
  expect(w.take().cards).toMatchObject({ total: 2, retired: 1 });
  cloze("The call {{c1::socket}}, then {{c2::bind}} comes before {{c3::listen}}.");
  expect(w.take().cards).toMatchObject({ total: 3, added: 0, revived: 1 });
  expect(asked()).toMatchObject({ [bind]: 1, [listen]: 2 });
});

test("what could be the former card, but need not be, is told and starts as new", () => {
  using w = world();
  w.write("a.md", block("Is TCP reliable?", "yes"));
  w.take();
  const [key = ""] = Object.keys(w.cards());
  rateNow(w.db, { key, deck: "Default" }, "good", { time: Date.parse("2026-11-20T13:00:00Z"), zone: utc }, presets);
  w.write("a.md", block("Where do gulls nest in winter, and does it hurt?", "yes"));
  const report = w.take();
  expect(report.cards).toMatchObject({ added: 1, retired: 1 });
  expect(report.problems.map((problem) => problem.rule)).toEqual(["ambiguous-card"]);
});

test("a card that nothing happened to does not come back in the place of one that may be meant", () => {
  using w = world();
  w.write("a.md", block("What does accept give?", "a descriptor, and much more that is to be known of it"));
  w.take();
  const [key = ""] = Object.keys(w.cards());
  rateNow(w.db, { key, deck: "Default" }, "good", { time: Date.parse("2026-11-20T13:00:00Z"), zone: utc }, presets);
  const short = block("What does accept give?", "a descriptor");
  for (const path of ["b.md", "c.md"]) w.write(path, short);
  w.take();
  w.remove("c.md");
  w.take({ allowRemovals: true });
  w.write("a.md", short);
  const report = w.take();
  expect(report.cards).toMatchObject({ added: 1, retired: 1, revived: 0 });
  expect(report.problems.map((problem) => problem.rule)).toEqual(["ambiguous-card"]);
});

test("a moved vault may be taken in by its parts first", () => {
  using w = world();
  w.write("top.md", note(six.slice(0, 3)));
  w.write("sub/n.md", note(six.slice(3)));
  w.take();
  const elsewhere = join(w.folder, "elsewhere");
  renameSync(w.vault, elsewhere);
  w.take({ path: join(elsewhere, "sub") });
  expect(w.take({ path: elsewhere }).cards.total).toBe(6);
  expect(Object.keys(w.cards())).toHaveLength(6);
});

test.each(["x.txt", ".trash", ".trash/a.md"])("%s is no note of a vault", (name) => {
  using w = world();
  w.write(".obsidian/app.json", "{}");
  w.write("x.txt", note(six));
  w.write(".trash/a.md", note(six));
  expect(() => w.take({ path: join(w.vault, name) })).toThrow(/no notes|not a note/);
});

test("equal blocks are cards of their own, in the same order every time", () => {
  using w = world();
  w.write("a.md", note(["Same?"]) + note(["Same?"]));
  w.take();
  const keys = Object.keys(w.cards());
  expect(new Set(keys).size).toBe(2);
  using other = world();
  other.write("a.md", note(["Same?"]) + note(["Same?"]));
  other.take();
  expect(Object.keys(other.cards())).toEqual(keys);
});

test("an import can be taken back", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  w.write("b.md", note(["A seventh question?"]));
  w.take();
  undoLast(w.db, Date.parse("2026-11-21T12:00:00Z"));
  expect(Object.keys(w.cards())).toHaveLength(6);
  expect(w.take().cards).toMatchObject({ total: 7, revived: 1 });
});

test("what is no note is named and the rest goes on", () => {
  using w = world();
  w.write("good.md", note(six));
  w.write(
    "binary.md",
    new Uint8Array(4000).map((_, index) => (index * 7919) % 256),
  );
  w.write("large.md", "x ".repeat(10_000_000));
  w.write("nul.md", `before\u0000after\n${block("Still here?", "Yes.")}`);
  execFileSync("mkfifo", [join(w.vault, "pipe.md")]);
  symlinkSync("..", join(w.vault, "loop"));
  symlinkSync("/etc/hostname", join(w.vault, "link.md"));
  const report = w.take();
  expect(report.cards.total).toBe(7);
  const rules = Object.fromEntries(report.problems.map((problem) => [problem.path, problem.rule]));
  expect(rules).toMatchObject({
    "binary.md": "not-text",
    "large.md": "too-large",
    "pipe.md": "not-a-file",
    loop: "symbolic-link",
    "link.md": "symbolic-link",
  });
  expect(w.take().cards).toEqual({ ...none, total: 7 });
});

test("a vault that moves to where a forgotten one stood brings its cards, and finds the other's", () => {
  using w = world();
  w.write("a.md", note(six));
  w.take();
  const mine = Object.keys(w.cards());
  const elsewhere = join(w.folder, "elsewhere");
  cpSync(w.vault, elsewhere, { recursive: true });
  rmSync(join(elsewhere, "a.md"));
  const other = block("What was forgotten?", "This.");
  writeFileSync(join(elsewhere, "b.md"), other);
  w.take({ path: elsewhere });
  const theirs = Object.keys(w.cards()).filter((key) => !mine.includes(key));
  const forgotten = vaultOf(w.db, elsewhere);
  if (forgotten !== undefined) forgetVault(w.db, forgotten, Date.parse("2026-11-20T18:00:00Z"));
  rmSync(elsewhere, { recursive: true });
  renameSync(w.vault, elsewhere);
  expect(w.take({ path: elsewhere }).cards).toEqual({ ...none, total: 6 });
  expect(Object.keys(w.cards())).toEqual(mine);
  writeFileSync(join(elsewhere, "b.md"), other);
  expect(w.take({ path: elsewhere }).cards).toEqual({ ...none, total: 7, revived: 1 });
  expect(Object.keys(w.cards()).toSorted()).toEqual([...mine, ...theirs].toSorted());
  renameSync(elsewhere, w.vault);
});

test("equal blocks cost no more than others, however many stand in a note or come with a copy of it", () => {
  const cost = (count: number): number =>
    leastCost(() => {
      using w = world();
      w.write("a.md", `#flashcards\n\n${"What is it?::The same.\n\n".repeat(count)}`);
      expect(w.take().cards).toMatchObject({ total: count, added: count });
      cpSync(join(w.vault, "a.md"), join(w.vault, "b.md"));
      expect(w.take().cards).toMatchObject({ total: 2 * count, added: count });
    });
  cost(250);
  expect(cost(1800) / cost(300)).toBeLessThan(12);
});

test("clozes that an import retired have their own histories again once it is taken back, and their text is", () => {
  using w = world();
  const cloze = (text: string): string => `> [!cloze] TCP\n> ${text}\n`;
  const whole = cloze("A ==stream== has no ==boundaries== at ==all==.");
  const places = (): unknown[] => w.db.prepare("select key, ordinal from card where retired = 0 order by key").all();
  w.write("a.md", whole);
  w.take();
  const before = places();
  w.write("a.md", cloze("A stream has no boundaries at ==all==."));
  expect(w.take().cards.retired).toBe(2);
  undoLast(w.db, Date.parse("2026-11-20T18:00:00Z"));
  w.write("a.md", whole);
  w.take();
  expect(places()).toEqual(before);
});

test("what was learnt in a folder that was forgotten comes back with the vault around it", () => {
  using w = world();
  w.write("inner/a.md", note(six));
  w.take({ path: join(w.vault, "inner") });
  const before = w.cards();
  const inner = vaultOf(w.db, join(w.vault, "inner"));
  if (inner !== undefined) forgetVault(w.db, inner, Date.parse("2026-11-20T18:00:00Z"));
  expect(w.take().cards).toEqual({ ...none, total: 6, revived: 6 });
  expect(w.cards()).toEqual(before);
});

test.each([
  { name: "gone, retire again", back: false, cards: { added: 0, retired: 2, total: 1 } },
  { name: "back, are what they were", back: true, cards: { added: 0, retired: 0, total: 3 } },
])("the cards of a note that an undone import had found gone, and that is $name", ({ back, cards }) => {
  using w = world();
  const note = `${block("What is bind?", "A name.")}\n${block("What is listen?", "A queue.")}`;
  w.write("a.md", block("What is a socket?", "An endpoint."));
  w.write("deep/b.md", note);
  w.take();
  const before = w.cards();
  w.remove("deep/b.md");
  expect(w.take().cards.retired).toBe(2);

  undoLast(w.db, Date.parse("2026-11-21T12:00:00Z"));
  expect(w.cards()).toEqual(before);
  if (back) w.write("deep/b.md", note);
  expect(w.take().cards).toMatchObject(cards);
  if (back) expect(w.cards()).toEqual(before);
  expect(w.take().cards).toMatchObject({ added: 0, retired: 0, total: cards.total });
});

test("cards that an undone import had found gone wait for an import of the part they stood in", () => {
  using w = world();
  w.write("a/a.md", block("What is a socket?", "An endpoint."));
  w.write("b/b.md", block("What is bind?", "A name."));
  w.take();
  const before = w.cards();
  w.remove("b");
  w.take();
  undoLast(w.db, Date.parse("2026-11-21T12:00:00Z"));

  expect(w.take({ path: join(w.vault, "a") }).cards).toMatchObject({ retired: 0, total: 2 });
  expect(w.cards()).toEqual(before);
  expect(w.take().cards).toMatchObject({ retired: 1, total: 1 });
});

test.each([
  { name: "copy", gone: "copy.md" },
  { name: "first note", gone: "a.md" },
])(
  "of a card and its copy, both with the schedule that the note tells, the elder stays when the $name goes",
  ({ gone }) => {
    using w = world();
    const note = "#flashcards\n\nWhat is bind?::A name. <!--SR:!2026-06-09,1,250-->\n";
    w.write("a.md", note);
    w.write("b.md", block("What is a socket?", "An endpoint."));
    w.take();
    const before = w.cards();
    w.write("copy.md", note);
    expect(w.take().cards.added).toBe(1);

    w.remove(gone);
    w.take();
    expect(w.cards()).toEqual(before);
  },
);

test("a question that stands in another note now, with another answer, is told of where its card had a history", () => {
  using w = world();
  w.write("a.md", block("What does the backlog of listen count?", "Connections that wait to be accepted."));
  w.write("b.md", block("What is a socket?", "An endpoint."));
  w.take();
  const [key = ""] = Object.entries(w.cards()).find(([, front]) => front.includes("backlog")) ?? [];
  rateNow(w.db, { key, deck: "Default" }, "good", { time: Date.parse("2026-11-20T13:00:00Z"), zone: utc }, presets);
  w.remove("a.md");
  w.write(
    "c.md",
    block("What does the backlog of listen count?", "Neither half-open ones nor those served, at most 4096."),
  );

  expect(w.take().problems.map(({ path, rule }) => `${path} ${rule}`)).toEqual(["c.md ambiguous-card"]);
});

test("a fork of Spaced Repetition has settings of its own, which count where the plugin has none", () => {
  using w = world();
  const settings = (tag: string) => JSON.stringify({ settings: { flashcardTags: [tag] } });
  const fork = ".obsidian/plugins/obsidian-spaced-repetition-recall/data.json";
  w.write("a.md", "#lore\n\nq::a\n");
  w.write("b.md", "#deck\n\nr::b\n");

  w.write(fork, settings("#lore"));
  w.take();
  expect(Object.values(w.cards())).toEqual(["q"]);
  w.write(fork, "<<<<<<< ours");
  expect(w.take({ allowRemovals: true }).problems.map(({ path, rule }) => [path, rule])).toEqual([[fork, "settings"]]);
  w.write(".obsidian/plugins/obsidian-spaced-repetition/data.json", settings("#deck"));
  expect(w.take().problems).toEqual([]);
  expect(Object.values(w.cards())).toEqual(["r"]);
});

test("a vault below a folder that is none is told, since its settings do not count", () => {
  using w = world();
  w.write("inner/.obsidian/app.json", "{}");
  w.write("inner/a.md", "Text.");

  expect(w.take().problems).toMatchObject([{ path: "inner", rule: "settings", severity: "warning" }]);
  w.write(".obsidian/app.json", "{}");
  expect(w.take().problems).toEqual([]);
});
