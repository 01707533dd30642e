import fc from "fast-check";
import { expect, test } from "vitest";
import { renderClozeHtml } from "../../src/markdown/html.ts";

const cloze = (text: string): string => renderClozeHtml(text).html;

test.each([
  ["plain", "a {{c1::b}} c", "<p>a {{c1::b}} c</p>"],
  ["with a hint", "{{c1::b::a <hint>}}", "<p>{{c1::b::a &lt;hint&gt;}}</p>"],
  [
    "with markdown inside and around",
    "**{{c1::`a` *b*}}**",
    "<p><strong>{{c1::<code>a</code> <em>b</em>}}</strong></p>",
  ],
  ["one in another", "{{c1::a {{c2::b}} c}}", "<p>{{c1::a {{c2::b}} c}}</p>"],
  ["on two cards", "{{c1,2::a}}", "<p>{{c1,2::a}}</p>"],
  ["colons in code are no hint", "{{c1::`a::b`::h}}", "<p>{{c1::<code>a&#58;:b</code>::h}}</p>"],
  ["braces in code do not close", "{{c1::`x = {{1}};`}} y", "<p>{{c1::<code>x = {{1&#125;};</code>}} y</p>"],
  [
    "braces in formulas do not close",
    "{{c1::$\\frac{a}{b}$}}",
    '<p>{{c1::<span class="math">\\(\\frac{a}{b}\\)</span>}}</p>',
  ],
  ["a brace at the end", "{{c1::{a} }} {{c2::{b}}}", "<p>{{c1::{a&#125;}}  {{c2::{b&#125;}}</p>"],
  ["a brace alone: the first pair closes", "{{c1::{}} b", "<p>{{c1::{}} b</p>"],
  ["a colon before the hint", "{{c1::a:::h}}", "<p>{{c1::a:::h}}</p>"],
  ["what nothing closes is text for Anki too", "{{c1::a", "<p>&#123;{c1::a</p>"],
  ["what markdown tears apart is text", "{{c1::a %% b}} %%", "<p>a </p>"],
  ["not in an attribute", "![{{c1::a}}](https://b.c/d.png)", '<p><img src="https://b.c/d.png" alt="a"></p>'],
  ["a link's text", "[[{{c1::a}}]]", "<p>{{c1::a}}</p>"],
  [
    "in a listing, cutting through its colours",
    '```c\nint {{c1::a = "x}}";\n```',
    '<pre><code class="language-c"><span class="hljs-type">int</span> {{c1::a = <span class="hljs-string">"x</span>}}<span class="hljs-string">"</span>;</code></pre>',
  ],
  [
    "a whole listing",
    "{{c1::```c\nif (a) { b[0] = {{1}}; }\n```}}",
    '<pre><code class="language-c">{{c1::<span class="hljs-keyword">if</span> (a) { b[<span class="hljs-number">0</span>] = {{<span class="hljs-number">1</span>&#125;}; &#125;}}</code></pre>',
  ],
  ["a whole formula", "{{c1::$$\na\n$$}}", '<div class="math">\\[{{c1::a}}\\]</div>'],
  [
    "one with text right behind its signs",
    "{{c1::$$\\begin{x}\na\n\\end{x}$$}} b",
    '<p>{{c1::<span class="math">\\[\\begin{x}\na\n\\end{x}\\]</span>}} b</p>',
  ],
  ["one behind a text", "{{c1::a $$\nb\n$$}} c", '<p>{{c1::a <span class="math">\\[b\\]</span>}} c</p>'],
  ["a whole list", "{{c1::- a\n- b}}", "<ul>\n<li>{{c1::a</li>\n<li>b}}</li>\n</ul>"],
])("%s", (_, text, expected) => {
  expect(cloze(text)).toBe(expected);
});

test("only what is to be seen has a card", () => {
  expect(
    [...renderClozeHtml("%%{{c3::x}}%% {{c2,4::a}} {{c1::b}}").numbers].toSorted((one, other) => one - other),
  ).toEqual([1, 2, 4]);
});

/** Anki's own reading: an opener, and the first `}}` after it. */
function openersAndClosers(html: string): { open: number; depth: number } {
  let [open, depth] = [0, 0];
  for (const [sign] of html.matchAll(/\{\{c[\d,]+::|\}\}/g)) {
    if (sign.startsWith("{{c")) [open, depth] = [open + 1, depth + 1];
    else depth = Math.max(0, depth - 1);
  }
  return { open, depth };
}

test("whatever stands in it, Anki finds as many deletions as we, all of them closed", () => {
  const piece = fc.constantFrom(
    "{{c1::",
    "{{c2::",
    "}}",
    "{",
    "}",
    "::",
    ":",
    "`",
    "```c\n",
    "\n",
    "$",
    "a",
    " ",
    "\\",
    "**",
    "%%",
    "[[",
    "]]",
    "<b>",
    "|",
    "- ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const { html, numbers } = renderClozeHtml(pieces.join(""));
      const found = openersAndClosers(html);
      expect(found.depth).toBe(0);
      expect(found.open > 0).toBe(numbers.size > 0);
      expect(html).not.toMatch(/[\ufdd0-\ufdd3]/);
    }),
    { numRuns: 500 },
  );
});
