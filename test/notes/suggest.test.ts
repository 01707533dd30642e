import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseNote } from "../../src/notes/note.ts";
import { suggestCards } from "../../src/notes/suggest/suggest.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { seeds } from "./shared.ts";

function suggested(bytes: Uint8Array) {
  return suggestCards("a.md", bytes, defaultSyntax, parseNote("a.md", bytes, defaultSyntax).blocks);
}

/** `kind line-endLine front → back` */
function found(text: string): string[] {
  return suggested(new TextEncoder().encode(text)).map(
    ({ kind, line, endLine, front, back }) => `${kind} ${line}-${endLine} ${front} → ${back}`,
  );
}

test.each<[name: string, note: string, expected: readonly string[]]>([
  ["an arrow", "# Ports\n\n- 80 -> HTTP\n- 443 → HTTPS", ["term 3-3 Ports: 80 → HTTP", "term 4-4 Ports: 443 → HTTPS"]],
  ["an arrow on a line of its own", "AF_INET -> IPv4", ["term 1-1 AF_INET → IPv4"]],
  ["an arrow behind code that holds one", "- `p->x -> y` -> a member", ["term 1-1 `p->x -> y` → a member"]],
  [
    "a bold term",
    "- **Stream:** over TCP\n- **Raw**: without\n",
    ["term 1-1 Stream → over TCP", "term 2-2 Raw → without"],
  ],
  [
    "a short term of a list, to the end of its item",
    "- Iterative: one client\nat a time\n",
    ["term 1-2 Iterative → one client\nat a time"],
  ],
  ["a term that equals something", "- TCP = slower", ["term 1-1 TCP → slower"]],
  ["code before a dash", "- `bind` – gives an address", ["term 1-1 `bind` → gives an address"]],
  ["a callout with a title", "> [!note] Idea:\n> A pipe.\n", ["callout 1-2 Idea → A pipe."]],
  [
    "a term within a callout",
    "> [!note] Kinds:\n> + RAW: no ports\n",
    ["callout 1-2 Kinds → + RAW: no ports", "term 2-2 Kinds: RAW → no ports"],
  ],
  [
    "a heading above code",
    "# S\n## 2. Client\n```c\nconnect();\n```\n",
    ["heading 2-5 S: Client → ```c\nconnect();\n```"],
  ],
  ["a heading above steps", "# Client\n1. make\n2. connect\n\nprose\n", ["heading 1-3 Client → 1. make\n2. connect"]],
  ["a heading that asks", "# What is a socket?\nAn endpoint.\n", ["heading 1-2 What is a socket? → An endpoint."]],
  [
    "a title above code",
    "Sockets\n\nClient\n\n```\nconnect();\n```\n\n- connects\n- [man](#)\n",
    ["title 3-9 Sockets: Client → ```\nconnect();\n```\n\n- connects"],
  ],
  ["a line that announces steps", "The steps are:\n1. make\n2. bind\n", ["list 1-3 The steps are → 1. make\n2. bind"]],
  [
    "an item that announces others",
    "- Unreliable:\n  - packets get lost\n  - and doubled\n",
    ["list 1-3 Unreliable → - packets get lost\n- and doubled"],
  ],
  [
    "a heading that asks in another script",
    "## 端口是什么？\n一个数字。\n## ما المنفذ؟\nرقم.\n",
    ["heading 1-2 端口是什么？ → 一个数字。", "heading 3-4 ما المنفذ؟ → رقم."],
  ],
  [
    "a term before a wide colon, and code before a wide dash",
    "- 端口：一个数字\n- **地址**：一台机器\n- **流：**没有边界\n- `bind`——取得地址\n",
    ["term 1-1 端口 → 一个数字", "term 2-2 地址 → 一台机器", "term 3-3 流 → 没有边界", "term 4-4 `bind` → 取得地址"],
  ],
  ["a wide colon that announces", "参数：\n\n- 地址族\n- 类型\n", ["list 1-4 参数 → - 地址族\n- 类型"]],
  ["a number of two parts is none of the name", "## 2.1 Why?\nFor that.\n", ["heading 1-2 Why? → For that."]],
  [
    "a term under a heading that asks",
    "# Which ports?\nThese.\n- 80 -> HTTP\n",
    ["heading 1-3 Which ports? → These.\n- 80 -> HTTP", "term 3-3 Which ports? 80 → HTTP"],
  ],
  [
    "a question in bold, and its answer in a line",
    "**Q: What is a port?**  \nA number.\n\n**2. Why?** For that.\n\n**No question.** None.\n",
    ["question 1-2 What is a port? → A number.", "question 4-4 Why? → For that."],
  ],
  [
    "a question with letters before it and its answer",
    "Q. What?\nA. That.\n\n**Q:** Name two\n**A:** These:\n- a\n- b\n\nprose\n",
    ["question 1-2 What? → That.", "question 4-7 Name two → These:\n- a\n- b"],
  ],
  [
    "questions of a list and of a quote",
    "## Interview\n\n1. **Q: What?**\n   A: That.\n2. **Q: Who?**\n   A: They.\n\n> **Q: When?**\n> **A:** Now.\n\n> Later.\n",
    ["question 3-4 What? → That.", "question 5-6 Who? → They.", "question 8-9 When? → Now."],
  ],
  ["a bold question above choices", "**Which?**\nA. this\nB. that\n", ["question 1-3 Which? → A. this\nB. that"]],
  [
    "a question's callout with its answer's callout in it",
    "> [!question] Which?\n> a) 1\n> b) 2\n>> [!success]- Answer\n>> b)\n",
    ["callout 1-5 Which?\na) 1\nb) 2 → b)"],
  ],
  [
    "a question's callout above its answer's",
    "> [!question] Question 1\n> What is it?\n\n> [!success]-\n> That.\n\n> [!success] Done\n> Well.\n",
    ["callout 1-5 What is it? → That.", "callout 7-8 Done → Well."],
  ],
  [
    "a term above a callout within its own",
    "> [!note] Kinds\n> - RAW: no ports\n> > [!tip]- More\n> > none\n",
    ["callout 1-4 Kinds → - RAW: no ports\n> [!tip]- More\n> none", "term 2-2 Kinds: RAW → no ports"],
  ],
  [
    "an answer of one sign",
    "# What does it return at the end?\n0\n",
    ["heading 1-2 What does it return at the end? → 0"],
  ],
  [
    "the last step with what stands within it",
    "# Server\n1. bind\n2. serve:\n   - read\n\n   - write\n\nprose\n",
    ["heading 1-6 Server → 1. bind\n2. serve:\n   - read\n\n   - write"],
  ],
  [
    "a term within an item",
    "# Calls\n- `bind` – gives an address\n  - args: three\n- **listen:**\n  - args: two\n- returns: 0 or -1\n",
    [
      "term 2-2 Calls: `bind` → gives an address",
      "term 3-3 `bind`: args → three",
      "term 5-5 listen: args → two",
      "term 6-6 Calls: returns → 0 or -1",
    ],
  ],
  ["the first of two that ask the same", "- x -> a\n- x -> b\n", ["term 1-1 x → a"]],
])("%s is suggested", (_, note, expected) => {
  expect(found(note)).toEqual(expected);
});

test.each<[name: string, note: string]>([
  ["bold words in prose", "A **socket** is an **endpoint** of a **connection**: no more.\n"],
  ["a chain of arrows", "- kernel -> copy -> user\n"],
  ["an arrow in a formula or in code", "$a -> b$ and `c -> d` and\n\n```\ne -> f\n```\n"],
  ["the web", "- http://a.b/c\n- see: https://a.b\n- [man page](#)\n"],
  ["tasks, tables and times", "- [ ] buy: milk\n\n| a: b | c -> d |\n|---|---|\n| e: f | g -> h |\n"],
  ["comments and front matter", "---\ntitle: x -> y\n---\n%% a -> b %%\n<!--\nc -> d\n-->\n"],
  [
    "a sentence before a wide colon",
    "- 连接已经断开，但是对方不知道：等待\n- 在两个人都没有读到最后一个字节的时候也会发生：等待\n",
  ],
  ["a list of references", "# References\n1. https://a.b\n2. [c](https://c.d)\n"],
  ["orders to plugins", "# Notes\n```dataview\nLIST\n```\n"],
  ["an essay that ends with code", `# Essay\n${"A line of it.\n\n".repeat(8)}\`\`\`\nx\n\`\`\`\n`],
  ["more code than anybody knows by heart", `# Lab\n\`\`\`\n${"x\n".repeat(40)}\`\`\`\n`],
  ["what is a card already", "START\nBasic\nx -> y\nBack:\n# H\n```\nz\n```\nEND\n"],
  ["what a card repeats", "- x -> y\n\nSTART\nBasic\nQ\nBack:\n- x -> y\nEND\n"],
  ["the section of a drill", "# Echo\n1. connect\n2. read\n\n```drill\nid: a\n```\n"],
])("%s are not suggested", (_, note) => {
  expect(found(note)).toEqual([]);
});

test("what only names a day, tags or notes comes behind every fact", () => {
  const facts = suggested(new TextEncoder().encode("- port: a number of 16 bits\n"));
  const asides = suggested(new TextEncoder().encode("- up: [[Sockets]], [[TCP]]\n- since: 2024-01-02\n- is: #wip\n"));
  expect(facts.map(({ score }) => score)).toEqual([0.7]);
  expect(asides.map(({ score }) => score)).toEqual([0.3, 0.3, 0.3]);
});

test.skipIf(!existsSync(seeds)).each<[prefix: string, fronts: readonly string[], count: number]>([
  ["000", ["Socket(2): Donc les étapes pour manipuler un socket vas comme suit"], 1],
  [
    "001",
    [
      "Ports: 0–1023",
      "Cycle classique d’une socket TCP: Client",
      "Familles d’adresses courantes: `AF_INET`",
      "Serveur: Iterative",
    ],
    27,
  ],
  ["002", ["sendmsg", "struct msghdr", "TCP/IP Connection: Server", "Creación de un socket: AF_UNIX", "accept"], 27],
  [
    "003",
    ["Sockets: Idea", "Tipos y dominios: Stream", "POSIX: Server", "POSIX: `int listen(<socket>,<backlog>)`"],
    18,
  ],
  ["004", [], 0],
])("the real note %s has suggestions that its author would want", (prefix, fronts, count) => {
  const name = readdirSync(seeds).find((each) => each.startsWith(prefix)) ?? "";
  const suggestions = suggested(readFileSync(join(seeds, name)));
  expect(suggestions.map(({ front }) => front)).toEqual(expect.arrayContaining([...fronts]));
  expect(suggestions).toHaveLength(count);
});
