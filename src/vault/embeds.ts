/**
 * Finds what the text of a card points at in its vault, and the texts that it embeds, with what these point at:
 *
 *     see [[TCP]] ![[Sockets#Kinds]] ![[syn.png]]
 *       →  TCP           note     obsidian://open?vault=…&file=TCP
 *          Sockets#Kinds text     "…", and again its own links
 *          syn.png       picture  img/syn.png
 */
import { basename } from "node:path";
import type { Problem } from "../model.ts";
import type { Rule } from "../rules.ts";
import { type Links, referencesIn, type Target } from "../markdown/references.ts";
import { decodeNote } from "../notes/encoding/encoding.ts";
import { readHead } from "../notes/head/front-matter.ts";
import { lex } from "../notes/lexer/lex.ts";
import { defaultSyntax } from "../notes/settings/syntax.ts";
import { type VaultFiles, vaultFiles } from "./files.ts";
import { partOf } from "./section.ts";
import { noteReader, type ReadResult } from "./note-reader.ts";

const deepest = 5;
/** Of one card: embeds that embed each other would grow without end. */
const mostEmbeds = 100;
const longest = 64 * 1024;

export interface Linker {
  /** What the text of a note points at. */
  readonly linksOf: (text: string, place: { readonly path: string; readonly line: number }) => Linked;
  /** The bytes of a picture, or of any file of the vault. */
  readonly read: (path: string) => ReadResult;
  /** Opens a note, at a heading, in Obsidian. */
  readonly addressOf: (path: string, fragment?: string) => string;
}

export interface Linked {
  readonly links: Links;
  readonly problems: readonly Problem[];
}

export function linker(root: string): Linker {
  const read = noteReader(root);
  let files: VaultFiles | undefined;
  const vault: Vault = {
    files: () => (files ??= vaultFiles(root)),
    read,
    addressOf: (path, fragment) => addressOf(basename(root), path, fragment),
  };
  return {
    linksOf(text, { path, line }) {
      const problems: Problem[] = [];
      const card = { path, line, problems, embeds: 0, length: 0 };
      return { links: linksOf(vault, card, { text, path, trail: [] }), problems };
    },
    read,
    addressOf: vault.addressOf,
  };
}

interface Vault {
  readonly files: () => VaultFiles;
  readonly read: (path: string) => ReadResult;
  readonly addressOf: (path: string, fragment?: string) => string;
}

/** What one card has used up of its limits. */
interface Card {
  readonly path: string;
  readonly line: number;
  readonly problems: Problem[];
  embeds: number;
  length: number;
}

interface Text {
  readonly text: string;
  /** The note that it stands in. */
  readonly path: string;
  /** The embeds that led here. */
  readonly trail: readonly string[];
}

function linksOf(vault: Vault, card: Card, here: Text): Links {
  const links = new Map<string, Target>();
  for (const { kind, written } of referencesIn(here.text)) {
    const [name = "", ...rest] = written.split("#");
    const fragment = rest.length > 0 ? rest.join("#") : undefined;
    const found = name === "" ? { path: here.path, ambiguous: false } : vault.files().find(here.path, name);
    if (found === undefined) {
      if (kind === "link") continue;
      tell(card, kind === "embed" ? "missing-embed" : "missing-picture", `${written} is not in the vault`);
      links.set(written, { kind: "missing", reason: "not found" });
      continue;
    }
    if (found.ambiguous && kind !== "link")
      tell(card, "ambiguous-link", `${written} is the name of several files; ${found.path} was taken`);
    if (kind === "picture") links.set(written, { kind, path: found.path });
    else if (kind === "link" || !/\.(?:md|markdown)$/i.test(found.path))
      links.set(written, { kind: "note", address: vault.addressOf(found.path, fragment) });
    else links.set(written, embed(vault, card, here, { written, path: found.path, fragment }));
  }
  return links;
}

interface Embed {
  readonly written: string;
  readonly path: string;
  readonly fragment: string | undefined;
}

function embed(vault: Vault, card: Card, here: Text, { written, path, fragment }: Embed): Target {
  const id = `${path}#${fragment ?? ""}`;
  if (here.trail.includes(id)) return cut(card, written, "embeds itself");
  if (here.trail.length >= deepest) return cut(card, written, `stands more than ${deepest} embeds deep`);
  const text = textOf(vault, path, fragment);
  if (text === undefined) {
    tell(card, "missing-embed", `${written} is not in ${path}`);
    return { kind: "missing", reason: "not found" };
  }
  card.embeds += 1;
  card.length += text.length;
  if (card.embeds > mostEmbeds || card.length > longest) return cut(card, written, "makes the card too large");
  const links = linksOf(vault, card, { text, path, trail: [...here.trail, id] });
  return { kind: "text", title: titleOf(path, fragment), address: vault.addressOf(path, fragment), text, links };
}

function cut(card: Card, written: string, why: string): Target {
  tell(card, "embed-limit", `${written} ${why}; it is left out there`);
  return { kind: "missing", reason: why };
}

function textOf(vault: Vault, path: string, fragment: string | undefined): string | undefined {
  const result = vault.read(path);
  if ("problem" in result) return undefined;
  const { text } = decodeNote(path, result.bytes);
  if (text === undefined) return undefined;
  const head = readHead(path, text).lines;
  return partOf(lex(text, head, defaultSyntax.obsidianToAnki), head, fragment);
}

function titleOf(path: string, fragment: string | undefined): string {
  const name = basename(path).replace(/\.(?:md|markdown)$/i, "");
  const headings = (fragment ?? "").split("#").filter((part) => part !== "" && !part.startsWith("^"));
  return [name, ...headings].join(" > ");
}

/** https://help.obsidian.md/uri */
function addressOf(vault: string, path: string, fragment: string | undefined): string {
  const file = path.replace(/\.md$/i, "") + (fragment === undefined ? "" : `#${fragment}`);
  return `obsidian://open?vault=${encodeURIComponent(vault)}&file=${encodeURIComponent(file)}`;
}

const hints: Partial<Record<Rule, string>> = {
  "missing-embed": "Mend the link, or take it out; the card shows a placeholder.",
  "missing-picture": "Put the picture into the vault, or mend the link; the card shows a placeholder.",
  "ambiguous-link": "Write the path of the one that is meant.",
  "embed-limit": "Embed a smaller part; the card shows a placeholder.",
};

function tell(card: Card, rule: Rule, message: string): void {
  const { path, line } = card;
  card.problems.push({ path, line, column: 1, rule, severity: "warning", message, hint: hints[rule] ?? "" });
}
