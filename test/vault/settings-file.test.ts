import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { plugins } from "../../src/notes/settings/syntax.ts";
import { readVaultSyntax } from "../../src/vault/read.ts";

/** The settings of a plugin, as a stranger's vault may have them: only a file within the vault is read. */
const { path } = plugins.flashcards;
const json = '{"flashcardsTag":"anki"}';

let folder = "";
let vault = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cards-settings-"));
  vault = join(folder, "vault");
  mkdirSync(dirname(join(vault, path)), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(vault, path);
const linkTo = (target: string, link: string): void => {
  rmSync(link, { recursive: true, force: true });
  symlinkSync(target, link);
};

const written: readonly { readonly name: string; readonly make: () => void }[] = [
  { name: "a file is read", make: () => writeFileSync(file(), json) },
  {
    name: "a link to a file of the vault is followed",
    make: () => {
      writeFileSync(join(vault, "mine.json"), json);
      linkTo("../../../mine.json", file());
    },
  },
];

test.each(written)("$name", ({ make }) => {
  make();
  const { syntax, problems } = readVaultSyntax(vault);
  expect({ tag: syntax.flashcards.tag, problems }).toEqual({ tag: "anki", problems: [] });
});

const refused: readonly { readonly name: string; readonly make: () => void; readonly says: RegExp }[] = [
  { name: "a named pipe is not waited for", make: () => spawnSync("mkfifo", [file()]), says: /no regular file$/ },
  { name: "a folder is none", make: () => mkdirSync(file()), says: /no regular file$/ },
  { name: "a device is none", make: () => linkTo("/dev/zero", file()), says: /out of the vault$/ },
  {
    name: "a link out of the vault is not followed",
    make: () => {
      writeFileSync(join(folder, "outside.json"), json);
      linkTo("../../../../outside.json", file());
    },
    says: /out of the vault$/,
  },
  {
    name: "nor is one of a folder above",
    make: () => {
      mkdirSync(join(folder, "plugins", "flashcards-obsidian"), { recursive: true });
      writeFileSync(join(folder, "plugins", "flashcards-obsidian", "data.json"), json);
      linkTo("../../plugins", join(vault, ".obsidian", "plugins"));
    },
    says: /out of the vault$/,
  },
  {
    name: "nobody's settings are this large",
    make: () => {
      writeFileSync(file(), json);
      truncateSync(file(), 65 * 1024 * 1024);
    },
    says: /65 MiB/,
  },
];

test.each(refused)("$name", { timeout: 5000 }, ({ make, says }) => {
  make();
  const { syntax, problems } = readVaultSyntax(vault);
  expect(syntax.flashcards.tag).toBe("card");
  expect(problems).toMatchObject([{ path, rule: "settings", severity: "warning" }]);
  expect(problems[0]?.message).toMatch(says);
});

test("a plugin without settings is no problem", () => {
  expect(readVaultSyntax(vault).problems).toEqual([]);
});
