import { createContext, Script } from "node:vm";
import { expect, test } from "vitest";
import type { ParsedNote } from "../../src/model.ts";
import { lex } from "../../src/notes/lexer/lex.ts";
import { mask } from "../../src/notes/lexer/mask.ts";
import { parseNote } from "../../src/notes/note.ts";
import { hostileBytes, hostileSyntaxes } from "./hostile-bytes.ts";
import { hostileNote } from "./hostile.ts";
import { codeSpans, compareWithRemark } from "./remark-lines.ts";

/**
 * Documents made to be misread. `npm run fuzz` takes 100,000 for the line lexer and 1,000,000 for the importer;
 * CARDS_SEED begins elsewhere, CARDS_FUZZ takes a part (0.1) of them.
 */
const long = process.env["CARDS_LONG"] === "1";
const part = Number(process.env["CARDS_FUZZ"] ?? 1);
const first = Number(process.env["CARDS_SEED"] ?? (long ? Date.now() % 1e9 : 1));
const documents = long ? 100_000 * part : 4_000;
const notes = long ? 1_000_000 * part : 9_000;
const timeout = 7_200_000;

/** What a hundred documents may take (ms): some hundred times what they do. */
const patience = 20_000;
const room = createContext({});
const job = new Script("job()");

/** Looks at documents until so many count; hangs are interrupted. */
async function fuzz(count: number, look: (seed: number) => boolean): Promise<void> {
  const began = performance.now();
  let counted = 0;
  let seed = first;
  for (; counted < count; seed += 100) {
    counted += lookAtHundred(seed, look);
    // The runner wants to be heard from.
    await new Promise(setImmediate);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  if (long) console.log(`${counted} documents, seeds ${first} to ${seed - 1}, ${seconds} s`);
}

function lookAtHundred(from: number, look: (seed: number) => boolean): number {
  let seed = from;
  let counted = 0;
  room["job"] = () => {
    for (; seed < from + 100; seed++) counted += look(seed) ? 1 : 0;
  };
  try {
    job.runInContext(room, { timeout: patience });
  } catch (error) {
    throw new Error(`document ${seed}: ${String(error)}`, { cause: error });
  }
  return counted;
}

test("the line lexer and remark agree on every line of hostile documents", { timeout }, async () => {
  const wrong: unknown[] = [];
  await fuzz(documents, (seed) => {
    const text = hostileNote(seed);
    const comparison = compareWithRemark(text);
    if (comparison.kind === "different" && wrong.length < 10) wrong.push({ seed, text, where: comparison.where });
    return comparison.kind !== "incomparable";
  });

  expect(wrong).toEqual([]);
});

test("code is masked where remark sees code", { timeout }, async () => {
  const wrong: unknown[] = [];
  await fuzz(documents / 4, (seed) => {
    const text = hostileNote(seed).replace(/[$%<]/g, "`");
    const spans = codeSpans(text);
    for (const { paragraph, masked } of spans) {
      if (mask(paragraph) !== masked && wrong.length < 10) wrong.push({ seed, paragraph, masked });
    }
    return spans.length > 0;
  });

  expect(wrong).toEqual([]);
});

test("the importer reads whatever there is", { timeout }, async () => {
  let cards = 0;
  await fuzz(notes, (seed) => {
    const bytes = hostileBytes(seed);
    const syntax = hostileSyntaxes[seed % hostileSyntaxes.length] ?? hostileSyntaxes[0]!;
    const note = parseNote(seed % 3 === 0 ? "a/b/note.md" : "note.md", bytes, syntax);
    checkNote(note, seed);
    cards += note.blocks.length;
    return true;
  });

  if (long) console.log(`${cards} blocks`);
  expect(cards).toBeGreaterThan(notes / 10);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

/** Plain ifs: a million calls of expect would take as long as all the rest. */
function checkNote({ blocks, problems }: ParsedNote, seed: number): void {
  const fail = (what: string): never => {
    throw new Error(`document ${seed}: ${what}`);
  };
  for (const { line, endLine, column, fields, ordinals } of blocks) {
    if (line < 1 || endLine < line || column < 1) fail("a block stands nowhere");
    if (ordinals.length === 0 || new Set(ordinals).size !== ordinals.length)
      fail("a block without cards, or one twice");
    if (ordinals.some((ordinal) => !Number.isSafeInteger(ordinal) || ordinal < 0)) fail("an ordinal is no number");
    if ((fields[0]?.text.trim() ?? "") === "") fail("a card asks nothing");
  }
  for (const { line, column, message, hint } of problems) {
    if (line < 1 || column < 1 || message === "" || hint === "") fail("a problem tells nothing");
  }
}

test("no line is read more than a few times", () => {
  for (let seed = first; seed < first + 2000; seed++) {
    const { steps, starts } = lex(hostileNote(seed), 0, { start: "START", end: "END" });
    expect(steps).toBeLessThanOrEqual(2.5 * starts.length);
  }
});
