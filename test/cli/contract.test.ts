import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { groups } from "../../src/cli/table.ts";
import { home, main } from "./run.ts";

const vault = mkdtempSync(join(tmpdir(), "cards-notes-"));
afterAll(() => rmSync(vault, { recursive: true }));
mkdirSync(join(vault, ".obsidian"));
writeFileSync(
  join(vault, "a.md"),
  "# Calls\n\nTARGET DECK: Net::Calls\n\nSTART\nBasic\nWhat does `accept` return?\nBack: A new descriptor for `AF_INET` and the like.\nTags: calls\n<!--ID: 1700000000001-->\nEND\n\nSTART\nCloze\nTCP is a {{c1::stream}} of {{c2::bytes}}.\nEND\n",
);

interface List {
  readonly cards: readonly { readonly id: string; readonly [key: string]: unknown }[];
}

test("import, list, answer, undo, why, stats: the contract of scripts", () => {
  using h = home();
  const at = ["--now", "2026-11-20T10:00:00Z"];
  expect(h.json("import", vault, ...at)).toMatchObject({
    version: 1,
    cards: { total: 3, added: 3 },
    notes: { read: 1, changed: 1, unchanged: 0 },
    problems: [],
  });
  expect(h.json("import", vault, ...at)).toMatchObject({
    cards: { total: 3, added: 0, changed: 0, moved: 0, retired: 0, revived: 0 },
  });

  const { cards } = h.json("list") as List;
  expect(cards).toHaveLength(3);
  const [first] = cards;
  expect(first).toMatchObject({
    note: { path: "a.md", line: 5, endLine: 11 },
    deck: "Net::Calls",
    dialect: "obsidian-to-anki",
    foreignId: "1700000000001",
    kind: "basic",
    front: "What does `accept` return?",
    tags: ["calls"],
    state: "new",
    due: null,
    reps: 0,
    memory: null,
  });
  expect(cards.slice(1)).toMatchObject([
    { kind: "cloze", ordinal: 0, sibling: "c1" },
    { ordinal: 1, sibling: "c2" },
  ]);

  const id = first?.id ?? "";
  h.json("answer", id.slice(0, 8), "good", ...at);
  expect(h.json("show", id)).toMatchObject({ card: { state: "learning", reps: 1 } });
  expect(h.json("due", "--now", "2026-11-20T11:00:00Z")).toMatchObject({ cards: [{ id }] });
  expect(h.json("why", id, ...at)).toMatchObject({
    source: { path: "a.md", line: 5 },
    identity: { foreignId: "anki:1700000000001" },
    history: [{ kind: "review" }],
  });
  expect(h.json("stats", ...at)).toMatchObject({ today: { reviews: 1 }, cards: { total: 3, learning: 1 } });
  expect(h.json("undo", ...at)).toMatchObject({ undone: { kind: "review", card: id } });
  expect(h.json("show", id)).toMatchObject({ card: { state: "new", reps: 0 } });
  expect(h.json("vaults")).toMatchObject({ vaults: [{ root: vault, cards: 3, present: true }] });
});

test.each([
  { words: ["import", "/no/such/folder"], code: 2, says: "/no/such/folder: no such file or folder" },
  { words: ["show", "zzzz"], code: 2, says: "zzzz: not a card's id" },
  { words: ["show", "abcd"], code: 2, says: "abcd: no such card" },
  { words: ["answer", "abcd", "fine"], code: 2, says: "fine: not a rating" },
  { words: ["list", "is:late"], code: 2, says: "is:late: not known" },
  { words: ["reveiw"], code: 2, says: "Did you mean review?" },
  { words: ["list", "--jsn"], code: 2, says: "--jsn" },
  { words: ["list", "--now", "soon"], code: 2, says: "--now soon: not a moment" },
  { words: ["import"], code: 2, says: "missing required argument" },
  { words: ["import", ""], code: 2, says: "cards import: an empty word" },
  { words: ["due", "--home", ""], code: 2, says: "--home: an empty word" },
  { words: ["undo", "it"], code: 2, says: "too many arguments" },
  { words: ["review", "--limit", "0"], code: 2, says: /^--limit 0: not a whole number/ },
])("cards $words.0 $words.1 says what is wrong", ({ words, code, says }) => {
  using h = home();
  const ran = h.cards(words);
  expect(ran.err).toMatch(says);
  expect(ran.err).not.toMatch(/^\s+at /m);
  expect(ran.code).toBe(code);
});

test("--version is that of the package, help knows each command", () => {
  using h = home();
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

  expect(h.cards(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  expect(h.cards(["help", "lab"])).toEqual(h.cards(["lab", "--help"]));
  const headings = [...h.cards(["--help"]).out.matchAll(/^(\S.*):$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(["Options", ...groups.map(({ title }) => title), "Examples"]);
});

test("a folder that was removed under one's feet is told", () => {
  using h = home();
  const folder = mkdtempSync(join(tmpdir(), "cards-gone-"));
  const line = 'rmdir "$PWD"; exec "$0" "$@"';
  const ran = spawnSync("/bin/sh", ["-c", line, process.execPath, main, "check", "a.md"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CARDS_HOME: h.folder },
  });
  expect(ran).toMatchObject({ status: 2, stderr: "the folder that you are in is gone\n  Go to another one: cd.\n" });
});

test("review over a pipe: show, rate, take back, suspend, end", () => {
  using h = home();
  h.cards(["import", vault]);
  const ran = h.cards(["review", "--plain"], { input: "\n3\nu\n\n4\ns\nq\n" });
  expect(ran.code).toBe(0);
  expect(ran.out).toContain("What does `accept` return?");
  expect(ran.out).toContain("1 Again 1m");
  expect(ran.out).toContain("1 rated: 1 easy, 1 set aside. All saved.");
  const { cards } = h.json("list") as List;
  expect(cards.map((card) => card["state"])).toEqual(["review", "suspended", "new"]);
});

test("the built-in course that was forgotten does not come back by itself", () => {
  using h = home();
  expect(h.cards([]).out).toContain("built-in course");
  expect(h.cards(["review"]).err).toContain("The built-in course on sockets is taken in");
  h.cards(["forget", "notes"]);
  expect(h.cards(["review"])).toMatchObject({ code: 0, err: "" });
  expect(h.json("vaults")).toMatchObject({ vaults: [] });
  expect(h.cards([]).out).not.toContain("built-in course");
});

test("review without any input shows what is due and the first card, and ends well", () => {
  using h = home();
  const ran = h.cards(["review"]);
  expect(ran.err).toContain("built-in course");
  expect(ran.out).toMatch(/^0 to review, 0 in learning, 10 new\./);
  expect(ran.out).toContain("Enter show");
  expect(ran.code).toBe(0);
});

test("the sitting ends where the input ends, and what was rated stays", () => {
  using h = home();
  h.cards(["import", vault]);
  expect(h.cards(["review"], { input: "\n4\n\n" }).code).toBe(0);
  expect(h.json("stats")).toMatchObject({ today: { reviews: 1 } });
});

test("control characters of a note never reach the terminal", () => {
  using h = home();
  const folder = join(h.folder, "..", `${h.folder.split("/").at(-1)}-notes`);
  mkdirSync(folder);
  try {
    writeFileSync(
      join(folder, "a.md"),
      "START\nBasic\nred \u001b[31m bell \u0007 osc \u001b]0;x\u0007 c1 \u009b31m\nBack: back\u001bc\nEND\n",
    );
    h.cards(["import", folder]);
    const ran = h.cards(["review"], { input: "\n", env: { NO_COLOR: "", FORCE_COLOR: "1" } });
    // oxlint-disable-next-line no-control-regex
    expect(ran.out.replace(/\u001b\[[\d;]*m/g, "")).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
