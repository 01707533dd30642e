import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Literal, regexLiterals } from "./regex-literals.ts";

/**
 * No regular expression of ours takes more than linear time, whatever text a stranger gives it: recheck looks at each.
 * Here it has little time for one, and leaves the hard ones open; `npm run fuzz` gives it all the time it wants.
 */
const long = process.env["CARDS_LONG"] === "1";
const patience = long ? 300_000 : 500;

// By itself it would start a process of another make, or Java.
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

test.each([
  ["a = b / c / d;", []],
  ["x = /a[/]b/g.test(y);", ["/a[/]b/g"]],
  ["// /a/\n/* /b/ */ f(/c/)", ["/c/"]],
  ["f(\"/a/\", '/b/', `/c/ ${d.replace(/e/, `${/f/u}`)} /g/`, /h/)", ["/e/", "/f/u", "/h/"]],
  ["return /\\//.test(a) ? [1][0] / 2 : (3) / /4/.length", ["/\\//", "/4/"]],
  ["(a) => /b/", ["/b/"]],
])("the literals of %j", (code, found) => {
  expect(regexLiterals(code).map(({ source, flags }) => `/${source}/${flags}`)).toEqual(found);
});

test("every regular expression takes linear time", { timeout: 7_200_000 }, () => {
  const literals = new Map<string, Literal & { readonly file: string }>();
  for (const file of files) {
    for (const literal of regexLiterals(readFileSync(join(src, file), "utf8")))
      literals.set(`/${literal.source}/${literal.flags}`, { file, ...literal });
  }
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [text, { file, line, source, flags }] of literals) {
    const found = checkSync(source, flags, { timeout: patience });
    if (found.status === "vulnerable") wrong.push(`${file}:${line} ${text} ${found.complexity.summary}`);
    if (found.status === "unknown") open.push(`${file}:${line} ${text} ${found.error.kind}`);
  }

  console.log(`${literals.size} regular expressions, ${open.length} left open${long ? `: ${open.join("\n")}` : ""}`);
  expect(wrong).toEqual([]);
  expect(literals.size).toBeGreaterThan(300);
});
