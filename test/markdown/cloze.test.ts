import { expect, test } from "vitest";
import { renderAnsi } from "../../src/markdown/ansi.ts";

const ask = (text: string, ordinal = 0): string =>
  renderAnsi(text, { width: 60, color: false, cloze: { ordinal, revealed: false } }).join("\n");
const reveal = (text: string, ordinal = 0): string =>
  renderAnsi(text, { width: 60, color: false, cloze: { ordinal, revealed: true } }).join("\n");

test.each([
  [
    "the asked deletion is hidden, the others are plain",
    "{{c1::bind}} before {{c2::listen}}",
    "[…] before listen",
    "[bind] before listen",
  ],
  ["a hint stands in its place", "{{c1::bind::a call}}", "[a call]", "[bind]"],
  ["one number may be asked in several places", "{{c1::a}} and {{c1::b}}", "[…] and […]", "[a] and [b]"],
  ["several numbers may share a place", "{{c2,1::a}} b", "[…] b", "[a] b"],
  ["a deletion holds markdown", "{{c1::`a` and **b**}}", "[…]", "[`a` and b]"],
  ["markdown holds a deletion", "**{{c1::a}}** [[{{c1::b}}]]", "[…] […]", "[a] [b]"],
  ["emphasis beside the braces", "{{c1::__a__}} x**{{c1::b}}**y", "[…] x[…]y", "[a] x[b]y"],
  ["an inner one of the same card", "{{c1::a {{c2::b}} c}}", "[…]", "[a b c]"],
  ["an outer one of another card", "{{c2::a {{c1::b}} c}}", "a […] c", "a [b] c"],
  ["it may reach over paragraphs", "{{c1::a\n\nb}} c", "[…] c", "[a\n\nb] c"],
  ["it may hold a whole list", "{{c1::- a\n- b}}", "[…]", "• [a\n• b]"],
  ["in formulas", "$x^{ {{c1::2}} }$ ${{c1::\\pi}}$", "x^([…]) […]", "x^([2]) [π]"],
  ["in tables", "|a|\n|-|\n|{{c1::b}}|", "a\n───\n[…]", "a\n───\n[b]"],
  [
    "in headings and items",
    "# {{c1::a}}\n- {{c1::b}}",
    "━━ […] " + "━".repeat(53) + "\n• […]",
    "━━ [a] " + "━".repeat(53) + "\n• [b]",
  ],
  ["an address is left as it is", "{{c1::https://a.org}}", "[…]", "[https://a.org]"],
  ["what nothing closes is text", "{{c1::a", "{{c1::a", "{{c1::a"],
  ["no blank is lost", "x{{c1:: a }}y", "x[…]y", "x[ a] y"],
  ["braces alone are text", "a }} b {{ c", "a }} b {{ c", "a }} b {{ c"],
])("%s", (_, text, asked, revealed) => {
  expect(ask(text)).toBe(asked);
  expect(reveal(text)).toBe(revealed);
});

test("in a listing the rest stays code", () => {
  const text = "```c\nint fd = {{c1::socket}}(AF_INET, {{c2::SOCK_STREAM}}, 0);\n```";

  expect(ask(text)).toMatchInlineSnapshot(`"│ int fd = […](AF_INET, SOCK_STREAM, 0);                   c"`);
  expect(reveal(text, 1)).toMatchInlineSnapshot(`"│ int fd = socket(AF_INET, [SOCK_STREAM], 0);              c"`);
});

test("a whole listing may be the answer", () => {
  const text = "{{c1::```c\nreturn 0;\n```}}\nafter";

  expect(ask(text)).toBe("[…]\nafter");
  expect(reveal(text)).toMatchInlineSnapshot(`
    "│ [return 0;]                                              c
    after"
  `);
});

test("in colour the answer stands out without brackets", () => {
  const [line = ""] = renderAnsi("a {{c1::b}} c", { width: 60, color: true, cloze: { ordinal: 0, revealed: true } });

  expect(line.replaceAll("\u001b", "␛")).toBe("a ␛[1m␛[4m␛[32mb␛[39m␛[24m␛[22m c");
});

test("without a question the braces are text", () => {
  expect(renderAnsi("{{c1::a}}", { width: 60, color: false })).toEqual(["{{c1::a}}"]);
});

test("signs for our own use that stand in the text do nothing", () => {
  expect(ask("a \ufdd0:b:\ufdd1 {{c1::c}}")).toBe("a \ufffd:b:\ufffd […]");
});

test("a long text of braces is read in bounded time", { timeout: 20_000 }, () => {
  expect(ask("{{c1::".repeat(10_000)).length).toBeGreaterThan(0);
  expect(ask("{{c1::a}} ".repeat(6000)).length).toBeGreaterThan(0);
});
