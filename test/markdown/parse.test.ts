import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, test } from "vitest";
import { obsidianSyntax, obsidianTree } from "../../src/markdown/obsidian/extension.ts";
import { parseMarkdown } from "../../src/markdown/parse.ts";
import { readSentence } from "../../src/markdown/sentence.ts";

/** A tree as a reader would write it down: `paragraph(text:a wikilink:b)`. */
function outline(node: Nodes): string {
  if (node.type === "wikilink") {
    const { embed, path, fragment = "", alias = "", size } = node;
    const wanted = size ? ` ${size.width}x${size.height ?? ""}` : "";
    return `${embed ? "embed" : "link"}<${path}|${fragment}|${alias}${wanted}>`;
  }
  if (node.type === "callout") {
    const title = node.title.map(outline).join(" ");
    return `callout-${node.kind}-${node.fold ?? ""}<${title}>(${node.children.map(outline).join(" ")})`;
  }
  if (node.type === "blockId") return `id<${node.id}>`;
  if ("children" in node) return `${node.type}(${node.children.map(outline).join(" ")})`;
  return "value" in node ? `${node.type}<${node.value}>` : node.type;
}

const inner = (text: string): string => parseMarkdown(text).children.map(outline).join(" ");

test.each([
  ["[[a]]", "paragraph(link<a||>)"],
  ["[[a/b#c#d|e]]", "paragraph(link<a/b|c#d|e>)"],
  ["[[#^id]]", "paragraph(link<|^id|>)"],
  ["![[p.png|100]]![[q.png|640x480]]", "paragraph(embed<p.png|| 100x> embed<q.png|| 640x480>)"],
  ["![[note#head]]", "paragraph(embed<note|head|>)"],
  ["[[]] [[a]b]] [[open", "paragraph(text<[[]] [[a]b]] [[open>)"],
  ["[[x [[a]]", "paragraph(text<[[x > link<a||>)"],
  ["\\[[a]]", "paragraph(text<[[a]]>)"],
  ["`[[a]]`", "paragraph(inlineCode<[[a]]>)"],
  ["[[a]](b)", "paragraph(link<a||> text<(b)>)"],
  ["|h|\n|-|\n|[[a\\|b]]|", "table(tableRow(tableCell(text<h>)) tableRow(tableCell(link<a||b>)))"],
])("wikilinks: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test.each([
  ["==a **b**==", "paragraph(highlight(text<a > strong(text<b>)))"],
  ["**==a==**", "paragraph(strong(highlight(text<a>)))"],
  ["a == b == c", "paragraph(text<a == b == c>)"],
  ["==a", "paragraph(text<==a>)"],
  ["===a===", "paragraph(text<===a===>)"],
  ["==a `==` b==", "paragraph(highlight(text<a > inlineCode<==> text< b>))"],
  ["*a ==b* c==", "paragraph(emphasis(text<a ==b>) text< c==>)"],
  ["==a *b== c*", "paragraph(highlight(text<a *b>) text< c*>)"],
  ["==a\nb==", "paragraph(highlight(text<a\nb>))"],
])("highlights: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test.each([
  ["a %%b%% c", "paragraph(text<a > comment<b> text< c>)"],
  ["a %%b\nc%% d", "paragraph(text<a > comment<b\nc> text< d>)"],
  ["%%a%%", "comment<a>"],
  ["%%\na\n\nb\n%%\nc", "comment<a\n\nb> paragraph(text<c>)"],
  ["a\n%%\nb\n\nc\n%%", "paragraph(text<a>) comment<b\n\nc>"],
  ["a %%b\n%%\nc", "paragraph(text<a > comment<b> text<\nc>)"],
  ["%%a%% b", "paragraph(comment<a> text< b>)"],
  ["%%\na\n%% b *c*", "comment<a> paragraph(text<b > emphasis(text<c>))"],
  ["%% never closed\n\na", "comment<never closed\n\na>"],
  ["a %% b", "paragraph(text<a %% b>)"],
  ["> %%a\n> b%%\n\nc", "blockquote(comment<a\nb>) paragraph(text<c>)"],
  ["> %%a\nb", "blockquote(comment<a>) paragraph(text<b>)"],
  ["- %%\n  a\n\n  b\n  %%\n- c", "list(listItem(comment<a\n\nb>) listItem(paragraph(text<c>)))"],
  ["```\n%%a%%\n```", "code<%%a%%>"],
  ["100 %", "paragraph(text<100 %>)"],
])("comments: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test.each([
  ["a ^b-1", "paragraph(text<a > id<b-1>)"],
  ["a ^b  \nc", "paragraph(text<a > id<b> text<\nc>)"],
  ["^b", "paragraph(id<b>)"],
  ["x^2", "paragraph(text<x^2>)"],
  ["a ^b c", "paragraph(text<a ^b c>)"],
])("block ids: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test.each([
  ["> [!note]", "callout-note-<>()"],
  ["> [!TIP]- Read *on*\n> a\n> b", "callout-tip-closed<text<Read > emphasis(text<on>)>(paragraph(text<a\nb>))"],
  ["> [!faq]+\n> a", "callout-question-open<>(paragraph(text<a>))"],
  ["> [!quote|meta] T\n>\n> - a", "callout-quote-<text<T>>(list(listItem(paragraph(text<a>))))"],
  ["> [!own]\n> > [!error] In\n> > b", "callout-own-<>(callout-danger-<text<In>>(paragraph(text<b>)))"],
  ["- > [!bug]\n  > a", "list(listItem(callout-bug-<>(paragraph(text<a>))))"],
  ["> [!] a", "blockquote(paragraph(text<[!] a>))"],
  ["> a [!note]", "blockquote(paragraph(text<a [!note]>))"],
])("callouts: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test.each([
  ["$x$", "paragraph(inlineMath<x>)"],
  ["costs $5 and $6", "paragraph(text<costs $5 and $6>)"],
  ["$a$5", "paragraph(text<$a$5>)"],
  ["$ a$ b$", "paragraph(text<$ a$ b$>)"],
  ["$a\\$b$", "paragraph(inlineMath<a\\$b>)"],
  ["$a\nb$", "paragraph(inlineMath<a\nb>)"],
  ["$$x$$ y", "paragraph(inlineMath<x> text< y>)"],
  ["$$\nx\n$$", "math<x>"],
  ["$$x$$", "math<x>"],
  ["a\n$$x$$\nb", "paragraph(text<a>) math<x> paragraph(text<b>)"],
  ["$$\\begin{x}\n- a\n\n\\$$ b\n\\end{x}$$\n\nc", "math<\\begin{x}\n- a\n\n\\$$ b\n\\end{x}> paragraph(text<c>)"],
  ["$$\na\n$$ b", "math<a> paragraph(text<b>)"],
  ["a $$\nb\n$$ c", "paragraph(text<a > inlineMath<b> text< c>)"],
  ["`$$`\n$$\na\n$$", "paragraph(inlineCode<$$>) math<a>"],
  ["> $$a\n> b$$", "blockquote(math<a\nb>)"],
  ["- $$\n  c\n  $$\n- d", "list(listItem(math<c>) listItem(paragraph(text<d>)))"],
  ["$$a\n\nb", "math<a\n\nb>"],
  ["\\$a$", "paragraph(text<$a$>)"],
])("math: %j", (text, tree) => {
  expect(inner(text)).toBe(tree);
});

test("a tag stays text, and one tilde strikes nothing", () => {
  expect(inner("a #b/c ~d~ ~~e~~")).toBe("paragraph(text<a #b/c ~d~ > delete(text<e>))");
});

const remark = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkMath);

test("a text without Obsidian's signs reads as remark reads it", () => {
  const words = [
    "a",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "```",
    "- ",
    "1. ",
    "> ",
    "# ",
    "|",
    "|-|",
    "<b>",
    "![x](y)",
    "~~",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (parts) => {
      const text = parts.join("");
      expect(inner(text)).toBe(remark.parse(text).children.map(outline).join(" "));
    }),
  );
});

test.each([
  "What does `bind` do with a **stream** socket?",
  "**Always** true: yes",
  "7 layers?",
  "`a`",
  "Why: `x.y()`",
])("%j takes the short way", (text) => {
  expect(readSentence(text)).toBeDefined();
});

test("a plain sentence takes the short way to the same tree", () => {
  const words = [
    "what",
    "Is",
    " ",
    "  ",
    ".",
    "?",
    "-",
    "- ",
    "1",
    "1. ",
    "www.",
    "a.b",
    "(",
    ")",
    "/",
    "č",
    "日",
    "\u00a0",
    "👩‍💻",
    ";",
    "'",
    '"',
    "!",
    ":",
    ": ",
    "12",
    "`",
    "`bind()`",
    "` a`",
    "**",
    "**stream**",
    "**a b**",
    "*",
    ",",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      expect(inner(text)).toBe(remark.parse(text).children.map(outline).join(" "));
    }),
    { numRuns: 1500 },
  );
});

test("no text makes it throw, and every node stands within the text", () => {
  const signs = [
    "[[",
    "]]",
    "![[",
    "==",
    "%%",
    " ^id",
    "$",
    "$$",
    "|",
    "\n",
    "\n\n",
    "> ",
    "> [!a]",
    "- ",
    "*",
    "`",
    "a",
    "\t",
    "\r\n",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...signs), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const check = (node: Nodes): void => {
        expect(node.position?.end.offset ?? 0).toBeLessThanOrEqual(text.length);
        if ("children" in node) node.children.forEach(check);
      };
      check(parseMarkdown(text));
      // Not by falling back to plain text: micromark's own assertions hold (vitest runs its development build).
      fromMarkdown(text, {
        extensions: [gfm(), ...obsidianSyntax],
        mdastExtensions: [gfmFromMarkdown(), ...obsidianTree],
      });
    }),
    { numRuns: 300 },
  );
});

/** Texts that keep remark busy for seconds, or overflow its stack. */
test.each([
  ["nested lists on one line", `${"- ".repeat(2048)}a`],
  ["nested quotes on one line", ">".repeat(8000)],
  ["emphasis that never closes", "*a_ ".repeat(8192)],
  ["strong that closes late", "**a ".repeat(4000) + "b** ".repeat(4000)],
  ["a paragraph of links", "[[a]] ".repeat(10_922)],
  ["lazy lines below a deep quote", `${">".repeat(90)}a\n${"b\n".repeat(16_000)}`],
  ["many quotes", "> a\n\n".repeat(12_000)],
  ["underlined headings", "a\n=\n".repeat(8000)],
  ["open wikilinks", "[[a ".repeat(10_000)],
  ["open comments", "%%a\n".repeat(10_000)],
  ["escapes behind an open bracket", "[a\\".repeat(21_000)],
  ["entities behind an open bracket", `[a${"&lt;a".repeat(12_000)}`],
  ["open highlights", "==a ".repeat(8192)],
  ["open math", "$a ".repeat(10_000)],
  ["open footnotes", "^[a ".repeat(16_000)],
  ["footnotes in the line", "^[a] ".repeat(8000)],
  ["brackets in a footnote", `^[${"[".repeat(30_000)}`],
  ["footnote calls", "[^a] ".repeat(8000)],
  ["all signs at once", "*_~=".repeat(8000)],
  ["a megabyte", "a b\n".repeat(250_000)],
])("%s are read in bounded time", { timeout: 20_000 }, (_, text) => {
  const tree = parseMarkdown(text);

  expect(tree.children.length).toBeGreaterThan(0);
});

test("a text that is too heavy stays readable, as plain paragraphs", () => {
  const text = `${"- ".repeat(200)}a\n\n**b**`;

  expect(inner(text)).toBe(`paragraph(text<${"- ".repeat(200)}a>) paragraph(text<**b**>)`);
});
