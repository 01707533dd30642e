import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { renderAnsi } from "../../src/markdown/ansi.ts";

const shared = join(import.meta.dirname, "../../../shared");

function notesIn(folder: string, step: number): string[] {
  const path = join(shared, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  return names
    .toSorted()
    .filter((_, index) => index % step === 0)
    .map((name) => readFileSync(join(path, name), "utf8"));
}

const notes = [...notesIn("seeds", 1), ...notesIn("vaults", 25)];

test.skipIf(notes.length === 0)("real notes keep within 80 and 40 columns", () => {
  for (const text of notes) {
    for (const width of [80, 40]) {
      const lines = renderAnsi(text, { width, color: false });

      expect(Math.max(0, ...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
    }
  }
});

test.skipIf(notes.length === 0)("prose of real notes is shown to its last word", () => {
  const prose = /^[\p{L}\p{N} ,.;()?-]+$/u;
  for (const text of notes) {
    const shown = renderAnsi(text, { width: 40, color: false })
      .join(" ")
      .replace(/[\s│┃]+/g, " ");
    const outside = text.replace(/^---\n[^]*?\n---\n/, "").replace(/%%[^]*?%%|<!--[^]*?-->|```[^]*?(?:```|$)/g, "");
    for (const line of outside.split("\n").filter((line) => prose.test(line) && !/^\s|^-|\S{38}/.test(line))) {
      expect(shown).toContain(
        line
          .replace(/^\d+[.)] /, "")
          .replace(/\s+/g, " ")
          .trim(),
      );
    }
  }
});
