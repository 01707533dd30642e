import { expect, test } from "vitest";
import { css } from "../../src/anki/style.ts";

/** What a selector is given, of all rules that name it. */
function given(selector: string): string {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, selectors = ""]) => selectors.split(",").some((each) => each.trim() === selector))
    .map(([, , declarations = ""]) => declarations.trim())
    .join(" ");
}

test.each(["p", "li", "td", "th", "h2", "summary"])("a %s runs as the script of its first letter does", (selector) => {
  expect(given(selector)).toContain("unicode-bidi: plaintext;");
});

test("paragraphs begin where their script does, items beside their bullets", () => {
  expect(given(".card")).toContain("text-align: start;");
  expect(given("li")).toContain("text-align: left;");
});

test("code within a text of another direction keeps its signs in order", () => {
  expect(given("code")).toContain("unicode-bidi: isolate;");
});
