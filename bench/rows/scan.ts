import { readFileSync } from "node:fs";
import { join } from "node:path";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { perCall, type Row, timed } from "../row.ts";

const sample = 300;

export const row: Row = {
  what: "scan vs remark + gfm + math on the same notes",
  ratio: "speed",
  reach: 300,
  aim: 1000,
  prepare(bench) {
    const { folder, notes } = bench.vault(10_000);
    const every = Math.floor(notes.length / sample);
    const texts = notes
      .filter((_, index) => index % every === 0)
      .map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
    const remark = unified().use(remarkParse).use(remarkGfm).use(remarkMath);
    const scan = (): void => {
      for (const { path, bytes } of texts) parseNote(path, bytes, defaultSyntax);
    };
    return {
      rounds: 5,
      note: `${texts.length} notes, bytes in memory → blocks / text → tree`,
      ours: () => perCall(scan),
      yardstick: () => timed(() => texts.forEach(({ bytes }) => remark.parse(bytes.toString("utf8")))),
    };
  },
};
