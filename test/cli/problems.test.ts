import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { home } from "./run.ts";

let vault = "";
beforeEach(() => {
  vault = mkdtempSync(join(tmpdir(), "cards-notes-"));
  mkdirSync(join(vault, ".obsidian"));
});
afterEach(() => rmSync(vault, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(vault, name), text);
const read = (name: string) => readFileSync(join(vault, name), "utf8");

const open = "x\nSTART\nBasic\nQ\nBack: ![[gone]] A\n<!--ID: 1700000000001-->\nTags: a, b\n";

test("check tells what is wrong, exits 1, and opens no database", () => {
  using h = home();
  write("a.md", open);
  write("b.md", "START\nBasic\nR\n<!--ID: 1700000000001-->\nEND\n");
  const ran = h.cards(["check", vault]);

  expect(ran.code).toBe(1);
  const heads = ran.out.split("\n").filter((line) => line.startsWith(vault));
  expect(heads.map((line) => line.slice(vault.length + 1).replace(/: [^:]*$/, ""))).toEqual([
    "a.md:2:1: warning missing-end: START without END",
    "a.md:5:10: warning missing-embed",
    "b.md:1:1: warning duplicate-id",
  ]);
  expect(ran.err).toBe("3 problems in 2 of 2 notes: 0 errors, 3 warnings, 0 to know of.\n");
  expect(existsSync(join(h.folder, "cards.db"))).toBe(false);
});

test("check tells what is wrong however often it is", () => {
  using h = home();
  write("a.md", "START\n".repeat(200_000));
  expect(h.cards(["check", vault])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^\d{6} problems in 1 of 1/) as string,
  });
});

test("a problem is told in its one line, whatever the note is called", () => {
  using h = home();
  write("a\nb.md:1:1: fine.md", "START\nBasic\nQ\nBack: A\n");
  const told = "a␊b.md:1:1: fine.md:1:1:";
  const linesOf = (...words: string[]) =>
    Object.values(h.cards([...words, vault]))
      .join("\n")
      .split("\n");
  for (const words of [["check"], ["fix", "-n"], ["import", "--dry-run"], ["import"]])
    expect(linesOf(...words).filter((line) => line.includes("fine.md") && !line.includes("a␊b.md"))).toEqual([]);
  expect(linesOf("check").filter((line) => line.startsWith(`${vault}/${told}`))).toHaveLength(1);
  expect(h.cards(["why", h.cards(["list"]).out.slice(0, 8)]).out).toContain("source    a␊b.md:1:1: fine.md:1–4");
});

test("why tells which names of a card a drill was derived from", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: `connect` with `AF_INET`\nEND\n");
  h.cards(["import", vault]);
  const id = h.cards(["list"]).out.slice(0, 8);

  expect(h.cards(["why", id]).out).toContain("drills    tcp-hello (derived from connect, AF_INET)\n");
  expect(h.json("why", id)).toMatchObject({ drills: [{ id: "tcp-hello", names: ["connect", "AF_INET"] }] });
});

const isRoot = process.getuid?.() === 0;

test.skipIf(isRoot)("what must not be read or written is named, and nothing else is claimed", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\n");
  chmodSync(vault, 0o500);
  expect(h.cards(["fix", vault]).err).toMatch(/^a\.md:1:1: unwritable: [^]*\n1 note could not be changed; nothing was/);
  chmodSync(vault, 0o000);
  expect(h.cards(["import", vault])).toEqual({
    code: 1,
    out: "",
    err: `${vault}: the folder can't be read: permission denied\n  Check its rights. Nothing was changed; what is known of it stays.\n`,
  });
  chmodSync(vault, 0o700);
});

test("check finds nothing in good notes, and exits 0", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\nEND\n");
  expect(h.cards(["check", join(vault, "a.md")])).toEqual({ code: 0, out: "", err: "Nothing is wrong in 1 note.\n" });
  expect(h.json("check", vault)).toEqual({ version: 1, notes: 1, problems: [] });
});

test("check -v shows the line and a caret below wide characters", () => {
  using h = home();
  write("a.md", "日本 %%\n\nSTART\nBasic\nQ\nEND\n\n日本 STARTI [Basic] q\n");
  const { out } = h.cards(["check", "-v", vault]);
  expect(out).toContain("     8 │ 日本 STARTI [Basic] q\n       │      ^\n");
});

test("check writes annotations for a pull request, and JSON for programs", () => {
  using h = home();
  write("a,b.md", "START\nBasic\nQ: 100%\n");
  const github = h.cards(["check", "--format", "github", vault]);
  expect(github.code).toBe(1);
  expect(github.out).toBe(
    `::warning file=${vault}/a%2Cb.md,line=1,col=1,title=missing-end::START without END: the card reaches to the next block or the end of the note%0AAdd a line END after the last line of the card.\n`,
  );
  const json = h.cards(["check", "--format", "json", vault]);
  expect(JSON.parse(json.out)).toMatchObject({
    version: 1,
    notes: 1,
    problems: [
      {
        vault,
        path: "a,b.md",
        file: join(vault, "a,b.md"),
        line: 1,
        column: 1,
        rule: "missing-end",
        severity: "warning",
      },
    ],
  });
});

test("check without a path looks at the vaults that are known", () => {
  using h = home();
  expect(h.cards(["check"])).toMatchObject({
    code: 2,
    err: "no vault is known yet\n  Name what to look at: cards check FOLDER.\n",
  });
  write("a.md", open);
  h.cards(["import", vault]);
  expect(h.cards(["check"])).toMatchObject({ code: 1 });
  rmSync(vault, { recursive: true });
  expect(h.cards(["check"]).out).toContain("this vault is not there");
  mkdirSync(vault);
});

test("fix -n shows the difference and writes nothing; fix writes it, and what follows is the same card", () => {
  using h = home();
  write("a.md", "l‚Äôid√©e\r\nSTART\r\nBasic\r\nQ\r\nBack: √©");
  h.cards(["import", vault]);
  const card = h.json("list") as { cards: { id: string; back: string }[] };
  const stat = statSync(join(vault, "a.md"));
  const shown = h.cards(["fix", "-n", vault]);

  expect(shown.code).toBe(0);
  expect(shown.out).toContain("-Back: √©\n+Back: é\n+END\n");
  expect(statSync(join(vault, "a.md")).mtimeMs).toBe(stat.mtimeMs);

  expect(h.cards(["fix", "--only", "missing-end", vault]).code).toBe(0);
  expect(read("a.md")).toBe("l‚Äôid√©e\r\nSTART\r\nBasic\r\nQ\r\nBack: √©\r\nEND");
  expect(h.json("fix", vault)).toMatchObject({
    dryRun: false,
    fixed: [{ path: "a.md", repairs: [{ rule: "repaired-encoding", line: 1 }] }],
    refused: [],
  });
  expect(read("a.md")).toBe("l’idée\r\nSTART\r\nBasic\r\nQ\r\nBack: é\r\nEND");
  expect(h.json("check", vault)).toMatchObject({ problems: [] });
  expect(h.json("fix", vault)).toMatchObject({ fixed: [] });
  expect(h.json("import", vault)).toMatchObject({ cards: { added: 0, changed: 0, retired: 0 }, problems: [] });
  expect(h.json("list")).toMatchObject({ cards: [{ id: card.cards[0]?.id, back: "é" }] });
});

test("check, fix and suggest read a vault whose gate stands open as it was imported", () => {
  using h = home();
  write("a.md", "# Ports\n\nWhich port has HTTP?::80\n\nno question::\n");
  h.json("import", vault, "--gate", "open");

  expect(h.cards(["check", vault]).out).toContain("a.md:5:1: warning missing-answer");
  expect(h.json("suggest", vault)).toMatchObject({ suggestions: [] });
});

test("suggest lists and numbers; accepted ones go to the file that was named, and to no other", () => {
  using h = home();
  write("ports.md", "# Ports\r\n\r\n- 80 -> HTTP\r\n- 443 -> HTTPS\r\n");
  write("cards.md", "mine, no line end");
  const source = read("ports.md");
  expect(h.json("suggest", vault)).toMatchObject({
    suggestions: [
      { number: 1, kind: "term", front: "Ports: 80", back: "HTTP", path: "ports.md", line: 3, endLine: 3 },
      { number: 2, front: "Ports: 443" },
    ],
  });
  expect(h.json("suggest", vault, "--limit", "1")).toMatchObject({ suggestions: [{ number: 1 }] });
  expect(h.cards(["suggest", vault, "--json", "--limit", "x"])).toMatchObject({ code: 2 });
  const into = join(vault, "cards.md");
  expect(h.cards(["suggest", vault, "--accept", "2", "--into", into]).code).toBe(0);
  expect(read("cards.md")).toBe("mine, no line end\n\nSTART\nBasic\nPorts: 443\nBack: HTTPS\nEND\n");
  expect(h.json("suggest", vault)).toMatchObject({ suggestions: [{ number: 1 }] });
  expect(h.cards(["suggest", vault, "--accept", "2", "--into", into])).toMatchObject({ code: 2 });
  expect(h.cards(["suggest", vault, "--accept", "1", "--into", join(vault, "new.md")]).code).toBe(0);
  expect(read("new.md")).toBe("START\nBasic\nPorts: 80\nBack: HTTP\nEND\n");
  expect(h.json("import", vault)).toMatchObject({ cards: { total: 2 }, problems: [] });
  expect(read("ports.md")).toBe(source);
});

test.each([
  { words: ["--accept", "1"], says: "--accept: no file to write into" },
  { words: ["--accept", "x", "--into", "c.md"], says: "--accept x: not numbers" },
  { words: ["--accept", "9", "--into", "c.md"], says: "--accept 9: no such suggestion" },
  { words: ["--accept", "1", "--into", "c.txt"], says: "c.txt: not the name of a note" },
  { words: ["--accept", "1", "--into", "open.md"], says: "would not be read back as it stands" },
  { words: ["--accept", "1", "--into", "mac.md"], says: "not written in UTF-8" },
])("suggest $words says what is wrong and writes nothing", ({ words, says }) => {
  using h = home();
  write("a.md", "- 80 -> HTTP\n");
  write("open.md", "```\nnever closed\n");
  write("mac.md", "id√©e\n");
  const ran = h.cards([
    "suggest",
    join(vault, "a.md"),
    ...words.map((word) => (word.includes(".") ? join(vault, word) : word)),
  ]);
  expect(ran.err).toContain(says);
  expect(ran.code).toBeGreaterThan(0);
  expect(read("open.md")).toBe("```\nnever closed\n");
});

test("a forgotten vault leaves every list; undo brings it back as it was, and so does importing it again", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\nEND\n\nSTART\nBasic\nR\nBack: A\nEND\n");
  h.cards(["import", vault]);
  const { cards } = h.json("list") as { cards: { id: string }[] };
  h.json("answer", cards[0]?.id ?? "", "good");
  const before = h.json("list");

  expect(h.json("forget", vault)).toEqual({ version: 1, forgotten: vault, retired: 2 });
  expect(h.json("list")).toMatchObject({ cards: [] });
  expect(h.json("due")).toMatchObject({ cards: [] });
  expect(h.json("vaults")).toMatchObject({ vaults: [] });
  expect(h.json("stats")).toMatchObject({ cards: { total: 0 } });
  h.cards(["rebuild"]);
  expect(h.json("list")).toMatchObject({ cards: [] });

  expect(h.json("undo")).toMatchObject({ undone: { kind: "forget" } });
  expect(h.json("list")).toEqual(before);
  expect(h.json("vaults")).toMatchObject({ vaults: [{ cards: 2 }] });

  h.cards(["forget", vault]);
  expect(h.json("import", vault)).toMatchObject({ cards: { total: 2, added: 0, revived: 2 } });
  expect(h.json("list")).toEqual(before);
  expect(h.cards(["forget", "/no/such"])).toMatchObject({
    code: 2,
    err: "/no/such: no vault that is known\n  cards vaults lists them.\n",
  });
});

test("what was learnt in a forgotten vault comes back with its notes, wherever they stand now", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\nEND\n\nSTART\nBasic\nR\nBack: A\n<!--ID: 1700000000009-->\nEND\n");
  h.cards(["import", vault]);
  const { cards } = h.json("list") as { cards: { id: string }[] };
  for (const { id } of cards) h.json("answer", id, "easy");
  h.cards(["forget", vault]);
  const elsewhere = mkdtempSync(join(tmpdir(), "cards-notes-"));
  writeFileSync(join(elsewhere, "a.md"), read("a.md"));

  expect(h.json("import", elsewhere)).toMatchObject({ cards: { total: 2, added: 0, revived: 2 }, problems: [] });
  expect(h.json("list")).toMatchObject({ cards: cards.map(({ id }) => ({ id, vault: elsewhere, reps: 1 })) });
  rmSync(elsewhere, { recursive: true });
});

test("set-due puts a card on a day, reset starts it anew, undo takes each back", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\nEND\n");
  const at = ["--now", "2026-11-20T10:00:00Z"];
  h.cards(["import", vault, ...at]);
  const { cards } = h.json("list") as { cards: { id: string }[] };
  const id = cards[0]?.id ?? "";
  h.json("answer", id, "easy", ...at);
  const rated = h.json("show", id);

  expect(h.json("set-due", id, "2026-12-24", ...at)).toMatchObject({
    card: { state: "review", due: "2026-12-24T04:00:00.000Z", reps: 1 },
  });
  expect(h.json("due", "--now", "2026-12-24T10:00:00Z")).toMatchObject({ cards: [{ id }] });
  expect(h.json("undo")).toMatchObject({ undone: { kind: "set-due" } });
  expect(h.json("show", id)).toEqual(rated);
  h.json("set-due", id, "0", ...at);
  expect(h.json("answer", id, "good", ...at)).toMatchObject({ card: { state: "review", reps: 2 } });
  expect(h.json("reset", id, ...at)).toMatchObject({ cards: [{ state: "new", due: null, reps: 0 }] });
  h.cards(["rebuild"]);
  expect(h.json("show", id)).toMatchObject({ card: { state: "new" } });
  expect(h.json("undo")).toMatchObject({ undone: { kind: "reset" } });
  expect(h.json("show", id)).toMatchObject({ card: { reps: 2 } });
  expect(h.cards(["set-due", id, "yesterday"])).toMatchObject({ code: 2 });
});

test("cards that Anki knows and that come without their history are told once", () => {
  using h = home();
  write("a.md", "START\nBasic\nQ\nBack: A\n<!--ID: 1700000000001-->\nEND\n");
  expect(h.cards(["import", vault, "--dry-run"]).err).toBe("");
  const first = h.cards(["import", vault, "--json"]);
  expect(first.err).toContain("1 card carries an id of Anki and starts here as new");
  expect(JSON.parse(first.out)).toMatchObject({ problems: [] });
  expect(h.cards(["import", vault]).err).toBe("");
});

test.each([
  { words: ["drill", "run", "tcp-hello", "--file"], named: "folder.c", says: "is a folder" },
  { words: ["drill", "run", "tcp-hello", "--file"], named: "pipe.c", says: "is no ordinary file" },
  { words: ["client", "use"], named: "pipe.c", says: "is no ordinary file" },
  { words: ["client", "use"], named: "gone.c", says: "no such file" },
  { words: ["suggest", "notes", "--into"], named: "folder.c", says: "is a folder" },
  { words: ["lab", "--script"], named: "folder.c", says: "is a folder" },
])("cards $words.0 $words.1: $named $says", ({ words, named, says }) => {
  using h = home();
  mkdirSync(join(vault, "folder.c"));
  spawnSync("mkfifo", [join(vault, "pipe.c")]);
  const ran = h.cards([...words, join(vault, named)]);

  expect(ran).toMatchObject({ code: 2, out: "" });
  expect(ran.err.split("\n")[0]).toContain(`${named}: ${says}`);
});
