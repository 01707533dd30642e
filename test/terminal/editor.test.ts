import { expect, test } from "vitest";
import { editorWords } from "../../src/terminal/editor.ts";
import { noteUri } from "../../src/terminal/open-note.ts";

test.each([
  { editor: "vim", words: ["+12", "a.md"] },
  { editor: "nano -w", words: ["+12", "a.md"] },
  { editor: "emacsclient -t", words: ["+12", "a.md"] },
  { editor: "/usr/bin/nvim", words: ["+12", "a.md"] },
  { editor: "code", words: ["--wait", "--goto", "a.md:12"] },
  { editor: "/opt/bin/codium --new-window", words: ["--wait", "--goto", "a.md:12"] },
  { editor: "'/Applications/subl'", words: ["--wait", "a.md:12"] },
  { editor: "hx", words: ["a.md:12"] },
  { editor: "ed", words: ["a.md"] },
  { editor: "some-editor-of-2030", words: ["+12", "a.md"] },
])("$editor is told the line", ({ editor, words }) => {
  expect(editorWords(editor, "a.md", 12)).toEqual(words);
});

test("a whole file is opened without a line", () => {
  expect(editorWords("vi", "main.c", 1)).toEqual(["main.c"]);
});

test("a note's address holds blanks, signs and other scripts", () => {
  expect(noteUri({ vault: "/home/ada/my vault", path: "Größe & 日本.md" })).toBe(
    "obsidian://open?path=%2Fhome%2Fada%2Fmy%20vault%2FGr%C3%B6%C3%9Fe%20%26%20%E6%97%A5%E6%9C%AC.md",
  );
});
