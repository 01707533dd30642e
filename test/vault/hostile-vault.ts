import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { plugins } from "../../src/notes/settings/syntax.ts";

/** A vault that tries all it can to have something run, read or sent; whatever it runs leaves a file at `marker`. */
export function writeHostileVault(vault: string, marker: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(vault, path)), { recursive: true });
    writeFileSync(join(vault, path), text);
  };
  const code = `require("fs").writeFileSync(${JSON.stringify(marker)}, "ran")`;
  const command = `touch ${marker}`;
  for (const language of ["js", "javascript", " js", "JS", "coffee", "json", "__proto__", "constructor"])
    write(`heads/${language.trim()}-${language.length}.md`, `---${language}\n${code}\n---\n${card("q", "a")}`);
  for (const [name, head] of Object.entries(heads(code)))
    write(`heads/${name}.md`, `---\n${head}\n---\n${card(name, "a")}`);
  const attacks = [
    `$(${command})`,
    `\`${command}\``,
    `; ${command} #`,
    `| ${command}`,
    `\n${command}\n`,
    `"; ${command}; "`,
  ];
  const fields = attacks.flatMap((attack, at) => [card(`front ${at} ${attack}`, attack), `${attack}::${attack}\n`]);
  write(
    "fields.md",
    `---\ntags: ["${attacks[0]}"]\ncards-deck: ${attacks[0]}\n---\nTARGET DECK: ${attacks[0]}\n\n${fields.join("\n")}`,
  );
  write("places.md", places.map((place, at) => card(`${at} ${place}`, place)).join("\n"));
  for (const [at, extra] of drillKeys(command).entries())
    write(
      `drills/${at}.md`,
      `## Drill\n\nDo it.\n\n\`\`\`drill\nid: evil-${at}\nrole: client\ntransport: tcp4\nwire:\n  - write: token\n  - end\n${extra}\n\`\`\`\n\n${card("q", "a")}`,
    );
  const script = `#!/bin/sh\n${command}\n`;
  for (const path of [
    "decks/sockets/evil-0/starter.sh",
    "decks/starters/client.sh",
    ".git/hooks/post-checkout",
    "drills/starter.sh",
  ])
    write(path, script);
  write("package.json", JSON.stringify({ scripts: { prepare: command, install: command }, main: "evil.js" }));
  for (const path of [
    "evil.js",
    "node_modules/yaml/index.js",
    "node_modules/yaml/package.json",
    ".obsidian/plugins/x/main.js",
  ])
    write(path, code);
  write("decks/sockets.toml", `editor = "${command}"\nnotes = "/etc"\n`);
  write(".obsidian/plugins/obsidian-to-anki-plugin/data.json", JSON.stringify(settings));
  write(
    ".obsidian/plugins/obsidian-spaced-repetition/data.json",
    `{"settings":{"flashcardTags":["#a"],"clozePatterns":["==((answer+)+)+=="]}}`,
  );
  for (const name of ["-rf.md", `$(${command.replaceAll("/", "∕")}).md`, "a;b|c&d.md", "new\nline.md", "\u001b[31m.md"])
    write(name, card("q", "a"));
  const links = {
    "link.md": "/etc/passwd",
    "zero.md": "/dev/zero",
    folder: "/etc",
    loop: "..",
    "up.md": "../../outside.md",
    picture: "/etc/passwd",
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(vault, name));
  symlinkSync("/etc/hostname", join(vault, "pic.png"));
  mkdirSync(join(vault, dirname(plugins.flashcards.path)));
  symlinkSync("/etc/passwd", join(vault, plugins.flashcards.path));
  spawnSync("mkfifo", [join(vault, "pipe.md")]);
}

export const card = (front: string, back: string): string => `START\nBasic\n${front}\nBack: ${back}\nEND\n`;

function heads(code: string): Readonly<Record<string, string>> {
  const bomb = Array.from({ length: 20 }, (_, at) => `k${at + 1}: &k${at + 1} [*k${at}, *k${at}, *k${at}]`).join("\n");
  return {
    aliases: `k0: &k0 [x, x]\n${bomb}\ntags: *k20`,
    functions: `tags: !!js/function 'function () { ${code} }'\nid: !!js/undefined ''\nx: !!js/regexp /(a+)+$/`,
    python: `tags: !!python/object/apply:os.system ["${code}"]`,
    megabyte: `tags: [${"x, ".repeat(350_000)}x]`,
    keys: Array.from({ length: 12_000 }, (_, at) => `key${at}: ${at}`).join("\n"),
    deep: `tags: ${"[".repeat(3000)}${"]".repeat(3000)}`,
    prototype: `__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\ntags: [a]`,
    merge: `base: &base {polluted: yes}\n<<: *base\ntags: [a]`,
    files: "css: /etc/passwd\nbanner: file:///etc/passwd\ntemplate: ../../../../etc/passwd",
  };
}

const places = [
  "![[../../../../../../etc/passwd]]",
  "![[/etc/passwd]]",
  "![[link]]",
  "![[folder/passwd]]",
  "![[pic.png]]",
  "![[picture]]",
  "![[up]]",
  "![x](/etc/passwd)",
  "![x](file:///etc/passwd)",
  "![x](../../../../../../etc/hostname.png)",
  "![x](..%2f..%2f..%2fetc%2fpasswd)",
  '<img src="/etc/passwd"><img src="http://127.0.0.1:9/x.png"><script src="/etc/passwd"></script>',
  "![x](http://127.0.0.1:9/x.png)",
  "[x](drill:../../../../etc/passwd)",
  "[[drill:evil]]",
  "\\input{/etc/passwd} $\\input{/etc/passwd}$",
  "```c\n#include </etc/passwd>\n```",
];

function drillKeys(command: string): readonly string[] {
  return [
    "print: token",
    `command: ${command}\nrun: ${command}\nexec: ["sh", "-c", "${command}"]`,
    `starter: /etc/passwd\nsolution: ../../../etc/passwd\npath: /etc/passwd\nenv: {LD_PRELOAD: /tmp/x.so}`,
    "needs: [../../../../etc/passwd]\nsay: {nothing-arrived: /etc/passwd}",
    `print: !!js/function "${command}"`,
    "exit: /etc/passwd",
    `languages: {c: ["sh", "-c", "${command}"]}`,
    "host: 192.0.2.1\nport: 22",
  ];
}

const settings = {
  settings: {
    Defaults: { "Scan Directory": "", CurlyCloze: true, "Add Context": true },
    IGNORED_FILE_GLOBS: ["{a,b}".repeat(12), "../../**"],
    FOLDER_DECKS: { "../..": "/etc/passwd", __proto__: "x" },
    CUSTOM_REGEXPS: { Basic: "^((a+)+)+$", Cloze: "(.*)*(.*)*x", Evil: "(" },
    Syntax: { "Begin Note": "START", "End Note": "END" },
  },
  fields_dict: { __proto__: ["a"], Basic: ["Front", "Back"] },
};
