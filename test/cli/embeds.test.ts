import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "./run.ts";

/** A vault whose cards answer with what stands in another note. */
function vaultWithEmbeds(): { vault: string } & Disposable {
  const vault = mkdtempSync(join(tmpdir(), "cards-embeds-"));
  mkdirSync(join(vault, ".obsidian"));
  const write = (name: string, text: string) => writeFileSync(join(vault, name), text);
  write(
    "Close.md",
    "# Close\n\n## Halves\nA `FIN` ends *one* half, see ![[Close#^both]]\n\nA reset ends both. ^both\n",
  );
  write(
    "cards.md",
    "#flashcards\n\nHow does it end?\n?\n![[Close#Halves]]\n\nAnd at once?\n?\n![[Close#^both]] ![[gone]]\n\n![[Close#^both]]::which?\n",
  );
  return { vault, [Symbol.dispose]: () => rmSync(vault, { recursive: true }) };
}

test("a card shows the text that it embeds, as it stands in the other note now", () => {
  using h = home();
  using w = vaultWithEmbeds();
  h.cards(["import", w.vault]);
  const { cards } = h.json("list") as { cards: { id: string }[] };
  const shown = () =>
    cards.map(({ id }) =>
      h
        .cards(["show", id])
        .out.split("\n")
        .slice(2)
        .filter((line) => !line.includes("──"))
        .join("\n")
        .trim(),
    );

  expect(shown()).toEqual([
    "How does it end?\n\n⤷ Close > Halves\n┊ A `FIN` ends one half, see\n┊ ⤷ Close\n┊ ┊ A reset ends both.\n┊\n┊ A reset ends both.",
    "And at once?\n\n⤷ Close\n┊ A reset ends both.\n⤷ gone",
    "⤷ Close\n┊ A reset ends both.\n\nwhich?",
  ]);

  writeFileSync(join(w.vault, "Close.md"), "Both are gone. ^both\n");
  expect(shown()[1]).toBe("And at once?\n\n⤷ Close\n┊ Both are gone.\n⤷ gone");
  rmSync(join(w.vault, "Close.md"));
  expect(shown()[1]).toBe("And at once?\n\n⤷ Close ⤷ gone");
});

test("so does a sitting", () => {
  using h = home();
  using w = vaultWithEmbeds();
  h.cards(["import", w.vault]);

  expect(h.cards(["review", "--plain"], { input: "\n3\n\n3\n\nq\n" }).out).toContain("┊ A reset ends both.");
});
