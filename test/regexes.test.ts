import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leastCost } from "./cost.ts";
import { type Literal, regexLiterals } from "./regex-literals.ts";

/**
 * No regular expression of ours takes more than linear time, whatever text a stranger gives it: recheck looks at each.
 * Here it has little time for one, and leaves the hard ones open; `npm run fuzz` gives it all the time it wants.
 */
const long = process.env["CARDS_LONG"] === "1";
const patience = long ? 300_000 : 1000;

// By itself it would start a process of another make, or Java.
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");
type Attack = Pick<Extract<ReturnType<typeof checkSync>, { status: "vulnerable" }>["attack"], "pumps" | "suffix">;

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** By an automaton, which is sure and mostly quick, but knows no lookaround; else by fuzzing, which guesses: its attack is tried. */
function judge(source: string, flags: string): "safe" | "unknown" | "vulnerable" {
  const { status } = checkSync(source, flags, { timeout: patience, checker: "automaton" });
  if (status !== "unknown") return status;
  const guess = checkSync(source, flags, { timeout: patience, checker: "fuzz" });
  return guess.status !== "vulnerable" || isSquare(new RegExp(source, flags), guess.attack) ? guess.status : "safe";
}

/** Whether four times as long an attack takes more than eight times as long. */
function isSquare(regex: RegExp, { pumps, suffix }: Attack): boolean {
  const cost = (times: number): number => {
    const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join("") + suffix;
    return leastCost(() => text.replace(regex, ""));
  };
  return cost(20_000) > 8 * cost(5000) + 10;
}

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

test.each([
  [/[ \t]+$/, " ", true],
  [/(?!x)[ \t]+$/, " ", true],
  [/(?<![ab])a+c/, "a", false],
  [/==(?=\S)[^=]*==/, "==a", false],
])("an attack tells that %s takes the square of %j: %s", (regex, pump, square) => {
  expect(isSquare(regex, { pumps: [{ prefix: "", pump, bias: 0 }], suffix: "x" })).toBe(square);
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
    const status = judge(source, flags);
    if (status === "vulnerable") wrong.push(`${file}:${line} ${text}`);
    if (status === "unknown") open.push(`${file}:${line} ${text}`);
  }

  console.log(`${literals.size} regular expressions, ${open.length} left open${long ? `: ${open.join("\n")}` : ""}`);
  expect(wrong).toEqual([]);
  expect(literals.size).toBeGreaterThan(300);
});
