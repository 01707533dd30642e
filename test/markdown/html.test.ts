import fc from "fast-check";
import { expect, test } from "vitest";
import { renderHtml } from "../../src/markdown/html.ts";
import type { Links, Target } from "../../src/markdown/references.ts";

const picture: Target = { kind: "picture", path: "img/a.png" };
const links: Links = new Map<string, Target>([
  ["a.png", picture],
  ["note", { kind: "note", address: "obsidian://open?vault=v&file=note" }],
  [
    "note#H",
    {
      kind: "text",
      title: "note > H",
      address: "obsidian://n",
      text: "in **it** ![[a.png]]",
      links: new Map([["a.png", picture]]),
    },
  ],
  ["gone", { kind: "missing", reason: "not found" }],
]);
const html = (text: string): string => renderHtml(text, { links, pictures: new Map([["img/a.png", "a-1.png"]]) });

test.each([
  ["emphasis", "**a** *b* ~~c~~ ==d==", "<p><strong>a</strong> <em>b</em> <del>c</del> <mark>d</mark></p>"],
  ["a line end stays one", "a\nb", "<p>a<br>b</p>"],
  ["signs of HTML in code", "`a<b>&`", "<p><code>a&#x3C;b>&#x26;</code></p>"],
  [
    "a listing with colours",
    "```c\nint x;\n```",
    '<pre><code class="language-c"><span class="hljs-type">int</span> x;</code></pre>',
  ],
  ["a listing of no known language", "```zz\na < b\n```", '<pre><code class="language-zz">a &#x3C; b</code></pre>'],
  [
    "a listing with orders behind its language",
    "```zz,no_run\na\n```",
    '<pre><code class="language-zz">a</code></pre>',
  ],
  ["a listing whose language is a class", "~~~ {.zz .wide}\na\n~~~", '<pre><code class="language-zz">a</code></pre>'],
  ["a formula in the line", "$a<b$", '<p><span class="math">\\(a&#x3C;b\\)</span></p>'],
  [
    "formulas in HTML",
    "<center>$\\frac{1}{2}$ costs $5 or $6, $$x$$ <code>$a$</code></center>",
    '<div><span class="math">\\(\\frac{1}{2}\\)</span> costs $5 or $6, <span class="math">\\[x\\]</span> <code>$a$</code></div>',
  ],
  ["a formula of its own", "$$\na\n$$", '<div class="math">\\[a\\]</div>'],
  ["one that is a line", "a\n$$ b $$\nc", '<p>a</p>\n<div class="math">\\[b\\]</div>\n<p>c</p>'],
  ["one in the line that is shown on its own", "a $$b$$ c", '<p>a <span class="math">\\[b\\]</span> c</p>'],
  ["brackets that are no formula", "\\\\(a\\\\)", "<p>\\\u2060(a\\)</p>"],
  ["comments and block ids are gone", "a %%b%% ^id", "<p>a  </p>"],
  ["a paragraph of nothing else leaves no trace", "%%b%%", ""],
  ["a task half done", "- [/] a", '<ul class="contains-task-list">\n<li class="task-list-item">☑ a</li>\n</ul>'],
  [
    "a callout of a kind in another alphabet",
    "> [!笔记]\n> b",
    '<div class="callout"><p class="callout-title">笔记</p><p>b</p></div>',
  ],
  ["a callout", "> [!tip] T\n> b", '<div class="callout callout-tip"><p class="callout-title">T</p><p>b</p></div>'],
  [
    "a folded callout without a title",
    "> [!note]-\n> b",
    '<details class="callout callout-note"><summary class="callout-title">Note</summary><p>b</p></details>',
  ],
  ["a link by its alias", "[[note|n]]", '<p><a href="obsidian://open?vault=v&#x26;file=note">n</a></p>'],
  ["a link to nowhere is text", "[[a/b#c]]", "<p>b > c</p>"],
  ["an address", "[x](https://a.org)", '<p><a href="https://a.org">x</a></p>'],
  ["an address inside the vault", "[x](note)", '<p><a href="obsidian://open?vault=v&#x26;file=note">x</a></p>'],
  ["an address by name", "[x][y]\n\n[y]: https://a.org", '<p><a href="https://a.org">x</a></p>'],
  ["a link to a drill is text", "[x](drill:y)", "<p><a>x</a></p>"],
  ["a picture with its size", "![[a.png|10x20]]", '<p><img src="a-1.png" alt="" width="10" height="20"></p>'],
  ["a picture with a word and a size", "![w|30](a.png)", '<p><img src="a-1.png" alt="w" width="30"></p>'],
  ["a picture of HTML", '<img src="a.png" width="7" style="x">', '<img src="a-1.png" alt="" width="7">'],
  ["a picture that is not there", "![[b%20c.png]]", '<p><span class="missing">🖼 b c.png</span></p>'],
  [
    "an embed is a block of its own",
    "a ![[note#H]] b",
    '<p>a </p>\n<div class="embed"><p class="embed-title"><a href="obsidian://n">note > H</a></p><p>in <strong>it</strong> <img src="a-1.png" alt=""></p></div>\n<p> b</p>',
  ],
  ["an embed that is not there", "![[gone]]", '<p><span class="missing">⤷ gone: not found</span></p>'],
  ["tick boxes", "- [ ] a", '<ul class="contains-task-list">\n<li class="task-list-item">☐ a</li>\n</ul>'],
  ["tags that style", "<b>a</b><br>x<sub>2</sub>", "<p><b>a</b><br>x<sub>2</sub></p>"],
  ["a tag that is never closed", "<u>a **b**", "<p><u>a <strong>b</strong></u></p>"],
  ["a tag that is closed twice", "<u>a</u></u> b", "<p><u>a</u> b</p>"],
  ["a word in angle brackets is text", "fill <address>", "<p>fill &#x3C;address></p>"],
  [
    "what Anki would play or typeset",
    "[sound:a.mp3] [latex]x[/latex] [$]",
    "<p>&#91;sound:a.mp3] &#91;latex]x&#91;/latex] &#91;$]</p>",
  ],
])("%s", (_, text, expected) => {
  expect(html(text)).toBe(expected);
});

test("text that is HTML already is sanitised, not read as markdown", () => {
  expect(renderHtml("<p>a <b>*b*</b><script>x()</script>", { format: "html" })).toBe("<p>a <b>*b*</b></p>");
});

/** Attacks that other sanitisers let through once. */
const attacks = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//a.org/x.js></SCRIPT>",
  "a <script>alert(1)</script> b",
  "<img src=x onerror=alert(1)>",
  '<img src="a.png" onload="alert(1)">',
  "<img src=javascript:alert(1)>",
  "[a](javascript:alert(1))",
  "[a](JaVaScRiPt:alert(1))",
  "[a](data:text/html,<script>alert(1)</script>)",
  "[a](vbscript:x)",
  "![a](javascript:alert(1))",
  "![a](data:image/svg+xml,<svg onload=alert(1)>)",
  "<a href=javascript:alert(1)>a</a>",
  "[a][b]\n\n[b]: javascript:alert(1)",
  "<javascript:alert(1)>",
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<math><mi xlink:href=javascript:alert(1)>",
  '<div style="background:url(javascript:alert(1))">a</div>',
  '<p onclick="alert(1)">a</p>',
  "<iframe src=//a.org></iframe>",
  "<object data=x><embed src=x>",
  "<style>@import url(//a.org)</style>",
  "<link rel=stylesheet href=//a.org>",
  "<meta http-equiv=refresh content=0>",
  "<base href=//a.org>",
  "<form action=//a.org><input onfocus=alert(1) autofocus></form>",
  "<video><source onerror=alert(1)></video>",
  "<details open ontoggle=alert(1)>a</details>",
  "<b onmouseover=alert(1)>a</b>",
  '<img alt="<script>alert(1)</script>" src=x>',
  "<<script>alert(1)//<</script>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<!--><script>alert(1)</script>-->",
  '[[x|"><script>alert(1)</script>]]',
  '![["onerror="alert(1).png]]',
  '```"><script>\nalert(1)\n```',
  '> [!"onclick="x] t',
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
];

/** Every tag that is left, with its attributes: none that acts. */
function acts(markup: string): string[] {
  const tags = [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  return tags.filter(
    (tag) =>
      /^<\/?(?:script|style|svg|math|iframe|object|embed|link|meta|base|form|input|video|audio|source|noscript)\b/i.test(
        tag,
      ) ||
      /\s(?:on\w+|style|srcdoc|action)\s*=(?=(?:[^"]*"[^"]*")*[^"]*$)/i.test(tag.replace(/="[^"]*"/g, '=""')) ||
      /(?:href|src)="\s*(?:javascript|vbscript|data):/i.test(tag),
  );
}

test.each(attacks)("nothing acts: %s", (text) => {
  expect(acts(html(text))).toEqual([]);
  expect(acts(renderHtml(text, { format: "html" }))).toEqual([]);
});

test("whatever is written, HTML comes of it in which nothing acts", () => {
  const piece = fc.constantFrom(
    ...attacks,
    "**",
    "==",
    "`",
    "```\n",
    "\n",
    "\n> ",
    "- ",
    "[[",
    "]]",
    "![[",
    "$",
    "%%",
    "<b>",
    "</b>",
    "|",
    "{{c1::",
    "}}",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, isHtml) => {
      expect(acts(renderHtml(pieces.join(""), { format: isHtml ? "html" : "markdown" }))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["tags", "<b>".repeat(20_000)],
  ["brackets", "[[".repeat(20_000)],
  ["quotes", "> ".repeat(5000)],
  ["open comments", "<!--".repeat(10_000)],
  ["pictures", '<img src="'.repeat(5000)],
])("many %s are read in bounded time", { timeout: 10_000 }, (_, text) => {
  expect(typeof html(text)).toBe("string");
  expect(typeof renderHtml(text, { format: "html" })).toBe("string");
});
