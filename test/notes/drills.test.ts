import { expect, test } from "vitest";
import { read, rules } from "./read.ts";

const machine = "id: tcp-hello\nwire: [{read: token}, {write: token+stamp}, end]\nprint: token+stamp";

const note = [
  "# Sockets",
  "not this",
  "## Say *hello*",
  "Send the token.",
  "",
  "- then read",
  "> [!hint]- A nudge",
  "> The host is",
  "> text.",
  "",
  "```drill",
  ...machine.split("\n"),
  "```",
  "> [!HINT] Only a title",
  "",
  "> [!debrief]- What this shows",
  ">",
  "> ```c",
  "> connect();",
  "> ```",
  "",
  "START",
  "Basic",
  "q",
  "Back: a",
  "END",
  "## Next",
  "START",
  "Basic",
  "r",
  "Back: see [it](drill:tcp-hello), [[drill:socat-lab]] and [[drill:socat-lab|again]]",
  "END",
  "",
].join("\n");

test("a drill takes its prose from its section", () => {
  const { drills, problems } = read(note);

  expect(problems).toEqual([]);
  expect(drills).toHaveLength(1);
  expect(drills[0]).toMatchObject({
    id: "tcp-hello",
    title: "Say *hello*",
    task: "Send the token.\n\n- then read",
    hints: ["The host is\ntext.", "Only a title"],
    debrief: "```c\nconnect();\n```",
    line: 12,
  });
});

test("cards know the drills of their section and those they link to", () => {
  expect(read(note).blocks.map(({ drills }) => drills)).toEqual([
    [{ id: "tcp-hello", via: "section" }],
    [
      { id: "tcp-hello", via: "link" },
      { id: "socat-lab", via: "link" },
    ],
  ]);
});

test.each([
  ["in a comment", `%%\n\`\`\`drill\n${machine}\n\`\`\`\n%%`, 0],
  ["in a longer fence", `\`\`\`\`\n\`\`\`drill\n${machine}\n\`\`\`\n\`\`\`\``, 0],
  ["in a card", `START\nBasic\nq\nBack:\n\`\`\`drill\n${machine}\n\`\`\`\nEND`, 0],
  ["of another language", `\`\`\`drills\n${machine}\n\`\`\``, 0],
  ["of tildes", `~~~drill\n${machine}\n~~~`, 1],
  ["in a list", `- x\n\n  \`\`\`drill\n${machine.replace(/^/gm, "  ")}\n  \`\`\``, 1],
])("a drill %s", (_, text, drills) => {
  expect(read(text).drills).toHaveLength(drills);
});

test("a block of nothing but an id stands for the drill of that name", () => {
  const text = "# A\n```drill\nid: tcp-hello\n```\nSTART\nBasic\nq\nBack: a\nEND";

  expect(read(text).drills).toEqual([]);
  expect(read(text).blocks[0]?.drills).toEqual([{ id: "tcp-hello", via: "section" }]);
});

test("of two drills in a section, each has the callouts below it", () => {
  const second = machine.replace("tcp-hello", "tcp-again");
  const text = `# A\none\n\`\`\`drill\n${machine}\n\`\`\`\n> [!hint] h1\n\ntwo\n\`\`\`drill\n${second}\n\`\`\`\n> [!hint] h2\n`;

  expect(read(text).drills.map(({ task, hints }) => [task, hints])).toEqual([
    ["one", ["h1"]],
    ["two", ["h2"]],
  ]);
});

test("what is wrong in a drill is told by its place in the note", () => {
  expect(rules(read("# A\n\n```drill\nid: x y\n```"))).toEqual(["4:5 drill"]);
});
