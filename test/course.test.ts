import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ParsedNote } from "../src/model.ts";
import { parseNote } from "../src/notes/note.ts";
import { defaultSyntax } from "../src/notes/settings/syntax.ts";

const folder = join(import.meta.dirname, "../notes");
const names = readdirSync(folder).filter((file) => file.endsWith(".md"));
const texts = new Map(names.map((name) => [name.slice(0, -".md".length), readFileSync(join(folder, name), "utf8")]));
const parsed = new Map(names.map((name) => [name, parse(name)]));
const drills = [...parsed.values()].flatMap((note) => note.drills);
const blocks = [...parsed.values()].flatMap((note) => note.blocks);

function parse(name: string): ParsedNote {
  return parseNote(name, readFileSync(join(folder, name)), defaultSyntax);
}

function questionOf(block: ParsedNote["blocks"][number]): string {
  return block.fields[0]?.text ?? "";
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? "");
}

test("the course has at least fifteen notes, sixty blocks of cards and thirteen drills", () => {
  expect(names.length).toBeGreaterThanOrEqual(15);
  expect(blocks.length).toBeGreaterThanOrEqual(60);
  expect(drills.length).toBeGreaterThanOrEqual(13);
});

test.each(names)("%s is read without a problem", (name) => {
  expect(parsed.get(name)?.problems).toEqual([]);
});

test.each([...texts])("every link in %s leads to a note and a heading that exist", (name, text) => {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "");
  const broken = [...prose.matchAll(/\[\[([^\]|#]*)(?:#([^\]|]*))?(?:\|[^\]]*)?\]\]/g)].filter(([, to, heading]) => {
    const target = texts.get(to === "" || to === undefined ? name : to);
    return target === undefined || (heading !== undefined && !headingsOf(target).includes(heading));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test("the start page leads to every other note", () => {
  const start = texts.get("00 Start here") ?? "";
  expect([...texts.keys()].filter((name) => name !== "00 Start here" && !start.includes(`[[${name}]]`))).toEqual([]);
});

test.each(drills.map((drill) => [drill.id, drill] as const))(
  "the drill %s is told, hinted at, debriefed, and reached from a card",
  (id, drill) => {
    if (drill.puzzle === undefined) expect(drill.task).toContain("DRILL_TRANSPORT");
    expect(drill.hints.length).toBeGreaterThanOrEqual(1);
    expect(drill.debrief).not.toBe("");
    const links = blocks.filter(({ drills }) => drills.some((link) => link.id === id && link.via !== "derived"));
    expect(links.length).toBeGreaterThanOrEqual(1);
  },
);

test("drills need only drills that the course offers before them", () => {
  const order = drills.map(({ id }) => id);
  const late = drills.filter(({ needs }, index) => needs.some((id) => !order.slice(0, index).includes(id)));
  expect(late.map(({ id }) => id)).toEqual([]);
});

test("every link to a drill in a card names one that exists", () => {
  const known = new Set(drills.map(({ id }) => id));
  const lost = blocks.filter((block) => block.drills.some(({ id }) => !known.has(id)));
  expect(lost.map(questionOf)).toEqual([]);
});

test("no two cards ask the same", () => {
  const questions = blocks.map(questionOf);
  expect(questions.filter((question, index) => questions.indexOf(question) !== index)).toEqual([]);
});

test("a card that is also asked backwards does not give its drill away", () => {
  const told = blocks.filter(
    ({ noteType, fields }) => noteType.includes("reversed") && /\]\(drill:/.test(fields[1]?.text ?? ""),
  );
  expect(told.map(questionOf)).toEqual([]);
});
