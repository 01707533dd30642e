import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { renderAnsi } from "../../src/markdown/ansi.ts";
import { loadHighlighting } from "../../src/markdown/highlight.ts";
import { type Links, noLinks, type Target } from "../../src/markdown/references.ts";

const plain = (text: string, width = 60): string => `\n${renderAnsi(text, { width, color: false }).join("\n")}\n`;
const colored = (text: string, width = 60): string =>
  renderAnsi(text, { width, color: true }).join("\n").replaceAll("\u001b", "␛");

test.each([
  ["soft line ends are line ends", "a\nb", "a\nb"],
  ["blanks run together", "a   b", "a b"],
  ["a link shows where it leads", "[site](https://example.org/x)", "site (https://example.org/x)"],
  [
    "unless its text says so",
    "<https://example.org> [example.org](https://example.org/)",
    "https://example.org example.org",
  ],
  ["a path to a note is not shown", "[here](Other%20note.md#head)", "here"],
  ["a reference finds its address", "[a][b]\n\n[b]: https://b.org", "a (https://b.org)"],
  ["a wikilink shows its alias", "[[li process|processes]]", "processes"],
  ["else the end of its path", "[[folder/Note.md]]", "Note"],
  ["headings after it", "[[Note#One#Two]]", "Note > One > Two"],
  ["a heading of the same note alone", "[[#One]]", "One"],
  ["a block's id only where nothing else is", "[[Note#^id]] [[#^id]]", "Note ^id"],
  ["an embed is a name", "![[Other#Part]]", "⤷ Other > Part"],
  ["an embedded picture too", "![[my pic.png|300]] ![[a.png|center|40]]", "🖼 my pic.png 🖼 a.png"],
  ["and one from elsewhere", "![the alt](a/b%20c.png) ![250](a/b%20c.png)", "🖼 the alt 🖼 b c.png"],
  ["comments and block ids are not shown", "a %%b%% c ^id", "a c"],
  ["nor comments of HTML", "a <!--SR:!2024-01-01,3,250--> b", "a b"],
  ["an unknown tag is text", "the <socket> and <address>", "the <socket> and <address>"],
  ["a tag for line ends ends the line", "a<br>b<br/>c", "a\nb\nc"],
  ["tags that style are not shown", "<u>a</u> <b>b</b> <span style='x'>c</span>", "a b c"],
  ["raised and lowered", "H<sub>2</sub>O x<sup>n+1</sup> y<sub>q</sub>", "H₂O xⁿ⁺¹ y_q"],
  ["a footnote", "a[^1]\n\n[^1]: b", "a[1]\n\n[1] b"],
  ["a footnote in the line", "a^[b *c* [d]] e ^[f]\n\n[^2]: g", "a[1] e [3]\n\n[2] g\n\n[1] b c [d]\n\n[3] f"],
  ["what is no footnote", "a ^[] b ^[c ^[d] ^ [e] \\^[f]", "a ^[] b ^[c [1] ^ [e] ^[f]\n\n[1] d"],
  ["any sign ticks the box of a task", "- [/] a\n- [-] b\n- [ ] c\n- [ab] d\n- [e](f)", "☑ a\n☑ b\n☐ c\n• [ab] d\n• e"],
  ["without colour the signs stay", "`a` ~~b~~ ==c== **d** *e*", "`a` ~~b~~ ==c== d e"],
  ["entities are characters", "a &amp; b &lt; c", "a & b < c"],
  ["formulas are shown in HTML, too", "<center>$\\frac{1}{2}$ costs $5, <b>$$x^2$$</b></center>", "1/2 costs $5, x²"],
  ["but not in code there", "<pre>$\\frac{1}{2}$</pre>", "$\\frac{1}{2}$"],
  ["also in HTML", "<div>a &amp; <b>b</b></div>", "a & b"],
  ["of several blank lines one is left", "a<br><br><br>b", "a\n\nb"],
  ["a picture in HTML", 'a <img src="x/my%20pic.png" width="30"> <img alt="b" src=c.png/> d', "a 🖼 my pic.png 🖼 b d"],
  ["the tag of a picture alone is prose", "an <img> and a <td>", "an <img> and a <td>"],
  [
    "a table in HTML",
    "<table><thead>\n<tr><th>a</th><th>b</th></tr></thead>\n<tr><td>c</td>\n<td><b>d</b></td></tr></table>",
    "a │ b\nc │ d",
  ],
  [
    "a cell of several lines",
    "<table><tr><td>a<br>b</td><td><p>c</p></td></tr><tr><td>d</td></tr></table>e",
    "a b │ c\nd\ne",
  ],
  ["the name of a listing's language alone", "```zz{1,3}:a.z\nb\n```", `│ b${"zz".padStart(57)}`],
  ["how a word is read", "<ruby>漢字<rt>かんじ</rt></ruby>です", "漢字(かんじ)です"],
  [
    "what is set as it is written",
    "<pre>\nif <b>a</b>\n    b  c\n</pre>",
    "if a\n\u00a0\u00a0\u00a0\u00a0b\u00a0\u00a0c",
  ],
  ["accents in formulas", "$\\hat{y} - \\bar x$, $\\vec{v}$, $\\overline{AB}$, $\\hat{AB}$", "ŷ - x̄, v⃗, A̅B̅, \\hat{AB}"],
  ["any one sign is raised", "$x^\\top$ $b \\gets a \\pmod{n}$", "x^⊤ b ← a (mod n)"],
  ["nothing to see takes no line", "^id\n\n%%a%%\n\n[x]: y", ""],
])("%s", (_, text, lines) => {
  expect(renderAnsi(text, { width: 60, color: false })).toEqual(lines === "" ? [] : lines.split("\n"));
});

test.each([
  ["a text that is embedded ends its paragraph", "see ![[N]], and", "see\n⤷ N\n┊ the text\n┊ ⤷ M\n┊ ┊ • m\n, and"],
  ["in a list it stands in the item", "- ![[N#^x]]\n- b", "• ⤷ N\n  ┊ a b\n• b"],
  ["in a quote and a callout too", "> [!note] T\n> ![[M]]", "┃ ✎ T\n┃ ⤷ M\n┃ ┊ • m"],
  ["in a table it is a name", "| a |\n|---|\n| ![[M]] |", "a\n───\n⤷ M"],
  ["one that is missing is a name", "![[O]] ![[P]]", "⤷ O ⤷ P"],
])("%s", (_, text, expected) => {
  const embedded = (title: string, inner: string, links: Links = noLinks): Target => {
    return { kind: "text", title, address: "", text: inner, links };
  };
  const m = embedded("M", "- m");
  const links: Links = new Map([
    ["M", m],
    ["N", embedded("N", "the *text* ![[M]]", new Map([["M", m]]))],
    ["N#^x", embedded("N", "a [[b]]")],
    ["O", { kind: "missing", reason: "not found" }],
  ]);

  expect(renderAnsi(text, { width: 60, color: false, links }).join("\n")).toBe(expected);
});

test("an embedded text is safe, narrow and shown with the deletion that it stands in", () => {
  const links: Links = new Map([
    ["N", { kind: "text", title: "\u001b[2J", address: "", text: "\u001b[31mword ".repeat(9), links: noLinks }],
  ]);
  const shown = (revealed: boolean) =>
    renderAnsi("{{c1::![[N]]}} x", { width: 20, color: false, links, cloze: { ordinal: 0, revealed } });

  expect(shown(false).join("\n")).toBe("[…] x");
  expect(shown(true).join("\n")).not.toContain("\u001b");
  expect(shown(true).join("\n")).toContain("word");
  expect(shown(true).every((line) => line.length <= 20)).toBe(true);
});

const lesson = `# Half-close

A stream has *two* directions. [[shutdown]] ends **one**.
- the peer reads \`0\`
\t- that is the *end of stream*
\t\t1. not an error
- [ ] try it

## In C
After the last \`write\`:
\`\`\`c
int n = shutdown(fd, SHUT_WR);
if (n < 0)
\treturn -1; // errno tells why
\`\`\`

> [!tip]- Remember
> \`close\` ends both.

| call | ends |
|---|:-:|
| shutdown | one |
| close | both |
`;

test("a lesson, 60 columns", () => {
  expect(plain(lesson)).toMatchInlineSnapshot(`
    "
    ━━ Half-close ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
    A stream has two directions. shutdown ends one.
    • the peer reads \`0\`
      ◦ that is the end of stream
        1. not an error
    ☐ try it

    ── In C ────────────────────────────────────────────────────
    After the last \`write\`:
    │ int n = shutdown(fd, SHUT_WR);                           c
    │ if (n < 0)
    │     return -1; // errno tells why

    ┃ ✦ Remember
    ┃ \`close\` ends both.

    call     │ ends
    ─────────┼─────
    shutdown │ one
    close    │ both
    "
  `);
});

test("the same at 30 columns keeps its indents", () => {
  expect(plain(lesson, 30)).toMatchInlineSnapshot(`
    "
    ━━ Half-close ━━━━━━━━━━━━━━━━
    A stream has two directions.
    shutdown ends one.
    • the peer reads \`0\`
      ◦ that is the end of stream
        1. not an error
    ☐ try it

    ── In C ──────────────────────
    After the last \`write\`:
    │ c
    │ int n = shutdown(fd, SHUT_W→
    │ if (n < 0)
    │     return -1; // errno tel→

    ┃ ✦ Remember
    ┃ \`close\` ends both.

    call     │ ends
    ─────────┼─────
    shutdown │ one
    close    │ both
    "
  `);
});

test("the same in colour, once the grammars are there", async () => {
  expect(colored(lesson)).not.toContain("␛[35mif␛[39m");

  await loadHighlighting("no listing");
  expect(colored(lesson)).not.toContain("␛[35mif␛[39m");

  await loadHighlighting("a card", lesson);
  expect(colored(lesson)).toMatchInlineSnapshot(`
    "␛[1m␛[35m━━ Half-close␛[39m␛[22m␛[2m ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━␛[22m
    A stream has ␛[3mtwo␛[23m directions. ␛[36mshutdown␛[39m ends ␛[1mone␛[22m.
    ␛[2m• ␛[22mthe peer reads ␛[33m0␛[39m
      ␛[2m◦ ␛[22mthat is the ␛[3mend of stream␛[23m
        ␛[2m1. ␛[22mnot an error
    ␛[2m☐ ␛[22mtry it

    ␛[1m␛[35m── In C␛[39m␛[22m␛[2m ────────────────────────────────────────────────────␛[22m
    After the last ␛[33mwrite␛[39m:
    ␛[2m│ ␛[22m␛[36mint␛[39m n = shutdown(fd, SHUT_WR);                           ␛[2mc␛[22m
    ␛[2m│ ␛[22m␛[35mif␛[39m (n < ␛[36m0␛[39m)
    ␛[2m│ ␛[22m    ␛[35mreturn␛[39m ␛[36m-1␛[39m; ␛[2m// errno tells why␛[22m

    ␛[36m┃ ␛[39m␛[1m␛[36m✦ Remember␛[39m␛[22m
    ␛[36m┃ ␛[39m␛[33mclose␛[39m ends both.

    ␛[1mcall␛[22m    ␛[2m │ ␛[22m␛[1mends␛[22m
    ␛[2m─────────┼─────␛[22m
    shutdown␛[2m │ ␛[22mone
    close   ␛[2m │ ␛[22mboth"
  `);
});

test("headings tell their level", () => {
  expect(plain("# a\n## b\n### c\n#### d\n##### e\n\ntext\n## f", 20)).toMatchInlineSnapshot(`
    "
    ━━ a ━━━━━━━━━━━━━━━
    ── b ───────────────
    ▸ c
    ▹ d
    · e
    text

    ── f ───────────────
    "
  `);
});

test("lists stand close, unless an item has paragraphs", () => {
  expect(plain("- a\n\n- b\n\n9. c\n10. d\n\n* e\n\n  f\n* g")).toMatchInlineSnapshot(`
    "
    • a
    • b

     9. c
    10. d

    • e

      f
    • g
    "
  `);
});

test("indents give way where lists are deep", () => {
  const deep = Array.from({ length: 9 }, (_, depth) => `${"  ".repeat(depth)}- level ${depth}`).join("\n");

  expect(plain(deep, 20)).toMatchInlineSnapshot(`
    "
    • level 0
      ◦ level 1
        ▪ level 2
          • level 3
            ◦ level 4
            ▪ level 5
            • level 6
            ◦ level 7
            ▪ level 8
    "
  `);
});

test("callouts have a bar, a sign and a title", () => {
  expect(plain("> [!warning] Do **not**\n> a\n>\n> b\n> > [!faq]\n> > c\n\n> quote", 30)).toMatchInlineSnapshot(`
    "
    ┃ ⚠ Do not
    ┃ a
    ┃
    ┃ b
    ┃ ┃ ? Question
    ┃ ┃ c

    ┃ quote
    "
  `);
});

test("long lines of code are cut with a sign, never wrapped", () => {
  expect(plain("```python\nprint('a')\nprint('a long line of code')\n```", 20)).toMatchInlineSnapshot(`
    "
    │ print('a')  python
    │ print('a long lin→
    "
  `);
});

test("columns of a table are aligned, wide characters too", () => {
  expect(plain("|a|右|c|\n|:-|-:|:-:|\n|日本|1|x|\n|b|22|👩‍💻|")).toMatchInlineSnapshot(`
    "
    a    │ 右 │ c
    ─────┼────┼───
    日本 │  1 │ x
    b    │ 22 │ 👩‍💻
    "
  `);
});

test("a table that is too wide wraps its widest cells", () => {
  const table = "|call|what it does|\n|-|-|\n|bind|gives an address to a socket|\n|listen|waits|";

  expect(plain(table, 30)).toMatchInlineSnapshot(`
    "
    call   │ what it does
    ───────┼──────────────────────
    bind   │ gives an address to a
           │ socket
    ┈┈┈┈┈┈┈┼┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
    listen │ waits
    "
  `);
});

test("and becomes a list where its words would be broken", () => {
  const table = "|one|two|three|\n|-|-|-|\n|Verwaltung|Schnittstelle|Beschreibung|\n|a|b|c|";

  expect(plain(table, 30)).toMatchInlineSnapshot(`
    "
    one: Verwaltung
    two: Schnittstelle
    three: Beschreibung
    ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
    one: a
    two: b
    three: c
    "
  `);
});

test("text without blanks breaks between wide characters, not before a closing mark", () => {
  expect(plain("这是一个很长的中文句子，没有空格。（括号）", 20)).toMatchInlineSnapshot(`
    "
    这是一个很长的中文句
    子，没有空格。（括
    号）
    "
  `);
});

test.each([
  ["x^2 + y_{n+1}", "x² + yₙ₊₁"],
  ["\\frac{a+b}{2} \\leq \\sqrt{x}", "(a+b)/2 ≤ √x"],
  ["\\sqrt[3]{x+1}", "³√(x+1)"],
  ["\\sqrt[3]{\\sqrt[4]{x}}", "³√(⁴√x)"],
  ["\\alpha \\to \\infty", "α → ∞"],
  ["\\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"],
  ["f: \\mathbb{R} \\rightarrow \\text{set of } A", "f: ℝ → set of A"],
  ["\\left( a \\right)", "( a )"],
  ["e^{i\\pi}", "e^(iπ)"],
  ["A_{ij} \\; b~c", "Aᵢⱼ b c"],
  ["\\{a, b\\}", "{a, b}"],
  ["\\begin{matrix} a & b \\end{matrix}", "\\begin{matrix} a & b \\end{matrix}"],
  ["\\unknown{x}", "\\unknown{x}"],
  ["{a", "{a"],
  // Each of them could be read twice.
  ["\\sqrt[".repeat(30), "√[".repeat(30)],
])("math: %s", (tex, text) => {
  expect(renderAnsi(`$${tex}$`, { width: 60, color: false })).toEqual([text]);
});

test("a formula of groups in groups is shown as it stands", () => {
  const tex = "{".repeat(20_000) + "}".repeat(20_000);

  expect(renderAnsi(`$${tex}$`, { width: 100, color: false }).join("")).toBe(tex);
});

test("a text of many lines is shown whole", () => {
  expect(renderAnsi("a\n".repeat(200_000), { width: 80, color: false })).toHaveLength(200_000);
});

test("a formula by itself is set apart", () => {
  expect(plain("a\n\n$$\nx^2\n$$")).toBe("\na\n\n  x²\n");
});

test("no line is wider than 100 columns", () => {
  const lines = renderAnsi("word ".repeat(100), { width: 300, color: false });

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});

/** What a hostile or careless note may hold. */
const parts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "\n",
    "\n\n",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "> [!tip] ",
    "# ",
    "```c\n",
    "\n```\n",
    "| a | b |\n|-|-|\n| ",
    " | ",
    "`",
  ),
  fc.constantFrom(
    "**",
    "==",
    "[[",
    "|x]]",
    "![[a.png]]",
    "$x^2$",
    "$$",
    "%%",
    "<b>",
    "</b>",
    "<br>",
    "[a](b:c)",
    "&#x202e;",
    "&#13;",
  ),
  fc.constantFrom(
    "\u001b]0;x\u0007",
    "\u009b31m",
    "\u202e",
    "\u2066",
    "\u0000",
    "\r",
    "\t",
    "日本語",
    "👩‍💻",
    "{{c1::",
    "}}",
    "::",
    "\ufdd0",
    "🏽",
    "\u0301",
    "\ufe0f",
    "word",
  ),
);

test.each([20, 40, 80])(
  "whatever the text, nothing but SGR reaches the terminal and every line fits %i columns",
  (width) => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 20 }), fc.boolean(), fc.boolean(), (pieces, color, revealed) => {
        const lines = renderAnsi(pieces.join(""), { width, color, cloze: { ordinal: 0, revealed } });

        for (const line of lines) {
          const text = color ? line.replace(/\u001b\[\d+m/g, "") : line;
          expect(text).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u);
          expect(stringWidth(text)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 300 },
    );
  },
);

test("every colour that is opened is closed on its line", () => {
  const closing: Readonly<Record<string, readonly string[]>> = {
    22: ["1", "2"],
    23: ["3"],
    24: ["4"],
    27: ["7"],
    29: ["9"],
  };
  for (const line of renderAnsi(lesson, { width: 30, color: true })) {
    const open: string[] = [];
    for (const [, code = ""] of line.matchAll(/\u001b\[(\d+)m/g)) {
      if (code === "39" || code === "49" || closing[code]) {
        const opened = open.pop() ?? "";
        expect(closing[code] ?? (code === "49" ? ["43"] : ["30", "31", "32", "33", "34", "35", "36", "94"])).toContain(
          opened,
        );
      } else open.push(code);
    }
    expect(open).toEqual([]);
  }
});

test("a megabyte of anything is shown in bounded time", { timeout: 30_000 }, () => {
  expect(renderAnsi("a *b* 日本 ".repeat(100_000), { width: 80, color: true }).length).toBeGreaterThan(10_000);
});
