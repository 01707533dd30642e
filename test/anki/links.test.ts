import { expect, test } from "vitest";
import type { Links, Target } from "../../src/markdown/references.ts";
import { linker } from "../../src/vault/embeds.ts";
import { vaultFiles } from "../../src/vault/files.ts";
import { world } from "../vault/world.ts";

const at = { path: "sub/here.md", line: 1 };

/** dialects of links as Obsidian writes and reads them: shortest, relative, from the root. */
test.each([
  ["Note", "Note.md"],
  ["note", "Note.md"],
  ["sub/Other", "sub/Other.md"],
  ["Other", "sub/Other.md"],
  ["deep/er/Other2", "sub/deep/er/Other2.md"],
  ["er/Other2", "sub/deep/er/Other2.md"],
  ["../Note", "Note.md"],
  ["./Other.md", "sub/Other.md"],
  ["/Note", "Note.md"],
  ["With%20blank", "With blank.md"],
  ["With blank", "With blank.md"],
  ["100%", "100%.md"],
  ["e\u0301", "é.md"],
  ["twice", "sub/twice.md"],
  ["p.png", "img/p.png"],
  ["P.PNG", "img/p.png"],
  ["../../outside", undefined],
  ["./Note", undefined],
  ["nowhere", undefined],
  ["hidden", undefined],
])("%s leads to %s", (written, path) => {
  using w = world();
  for (const name of [
    "Note",
    "With blank",
    "100%",
    "é",
    "twice",
    "sub/here",
    "sub/Other",
    "sub/twice",
    "sub/deep/er/Other2",
    ".x/hidden",
  ])
    w.write(`${name}.md`, "");
  w.write("img/p.png", "");
  w.write("../outside.md", "");

  expect(vaultFiles(w.vault).find("sub/here.md", written)?.path).toBe(path);
});

const note = `---
a: b
---
intro

# One [[x|of]] *these*
text one ^p1

## Part
part

# Two
- item a
- item b ^item
  below b
- item c

> quote
> more

^quote

\`\`\`
not here ^p2
\`\`\`
## Part
second part
`;

test.each([
  ["n", /^intro[^]*second part$/],
  ["n#Two", /^# Two[^]*second part$/],
  ["n#One of these", /^# One[^]*part$/],
  ["n#one OF these!", /^# One/],
  ["n#Two#Part", /^## Part\nsecond part$/],
  ["n#Part", /^## Part\npart$/],
  ["n#^p1", /^text one \^p1$/],
  ["n#^item", /^- item b \^item\n {2}below b$/],
  ["n#^quote", /^> quote\n> more$/],
  ["n#^p2", undefined],
  ["n#None", undefined],
])("![[%s]] shows its part", (written, expected) => {
  using w = world();
  w.write("n.md", note);

  const { links, problems } = linker(w.vault).linksOf(`![[${written}]]`, at);

  const target = links.get(written);
  if (expected === undefined) expect(problems.map((problem) => problem.rule)).toEqual(["missing-embed"]);
  else expect(target?.kind === "text" ? target.text : undefined).toMatch(expected);
});

function depthOf(links: Links): number {
  return Math.max(
    0,
    ...[...links.values()].map((target: Target) => (target.kind === "text" ? 1 + depthOf(target.links) : 0)),
  );
}

test("embeds go five deep, and in no circle", () => {
  using w = world();
  for (let index = 0; index < 9; index += 1) w.write(`c${index}.md`, `![[c${index + 1}]]`);
  w.write("a.md", "![[b]]");
  w.write("b.md", "![[a]]");
  const { linksOf } = linker(w.vault);

  const chain = linksOf("![[c0]]", at);
  const circle = linksOf("![[a]]", at);

  expect(depthOf(chain.links)).toBe(5);
  expect(depthOf(circle.links)).toBe(2);
  expect([...chain.problems, ...circle.problems].map((problem) => problem.message)).toEqual([
    "c5 stands more than 5 embeds deep; it is left out there",
    "a embeds itself; it is left out there",
  ]);
});

test("embeds that multiply are cut off", () => {
  using w = world();
  for (let index = 0; index < 6; index += 1)
    w.write(
      `m${index}.md`,
      Array.from({ length: 30 }, () => `![[m${index + 1}]] ![[m${index + 1}#A]] ![[m${index + 1}#B]]`).join("\n") +
        "\n# A\na\n# B\nb\n",
    );

  const { problems } = linker(w.vault).linksOf("![[m0]]", at);

  expect(problems.some((problem) => problem.rule === "embed-limit")).toBe(true);
  expect(problems.length).toBeLessThan(2000);
});

test("the one in the same folder is meant; of others the shortest path is taken, and told", () => {
  using w = world();
  w.write("x/t.md", "x");
  w.write("sub/t.md", "near");
  const { linksOf } = linker(w.vault);

  const near = linksOf("![[t]]", at);
  const { links, problems } = linksOf("![[t]]", { path: "far/here.md", line: 1 });

  expect(near.links.get("t")).toMatchObject({ kind: "text", text: "near" });
  expect(near.problems).toEqual([]);
  expect(links.get("t")).toMatchObject({ kind: "text", text: "x" });
  expect(problems.map((problem) => problem.rule)).toEqual(["ambiguous-link"]);
});
