import type { Chance } from "./chance.ts";
import { changed, type Edit, ended, type Kind, misspelt, prose, rewritten, spots } from "./edits.ts";
import type { Part, Sheets } from "./sheets.ts";

const one = (sheets: Sheets): Edit => ({ states: [sheets] });
const withBlocks = (sheets: Sheets, least = 1): string[] =>
  [...sheets]
    .filter(([, parts]) => parts.filter((part) => part.names.length > 0).length >= least)
    .map(([path]) => path);
let fresh = 0;

/** Edits of notes and folders as wholes. */
export const noteEdits: Readonly<Record<string, Kind>> = {
  "note renamed": (sheets, dice) => renamed(sheets, dice, (path) => path.replace(/[^/]*$/, `${dice.words(2)}.md`)),
  "note moved to another folder": (sheets, dice) =>
    renamed(sheets, dice, (path) => `${dice.words(1)}/${path.split("/").at(-1)}`),
  "note renamed, a card with a typo": (sheets, dice) => {
    const spot = dice.of(spots(sheets));
    const text =
      spot === undefined ? undefined : misspelt(spot.part.text, spot.part.block?.fields[0]?.text ?? "", dice);
    if (spot === undefined || text === undefined) return undefined;
    const parts = rewritten(sheets, spot, text).get(spot.path) ?? [];
    return one(changed(sheets, [spot.path, []], [`${dice.words(2)}.md`, parts]));
  },
  "folder renamed": (sheets, dice) => {
    const folder = dice.of(withBlocks(sheets).filter((path) => path.includes("/")))?.replace(/\/.*$/, "/");
    if (folder === undefined) return undefined;
    const name = `${dice.words(1)}/`;
    const all = [...sheets].map(
      ([path, parts]) => [path.startsWith(folder) ? name + path.slice(folder.length) : path, parts] as const,
    );
    return one(new Map(all));
  },
  "note deleted and brought back under another name": (sheets, dice) => {
    const path = dice.of(withBlocks(sheets));
    if (path === undefined) return undefined;
    const gone = changed(sheets, [path, []]);
    return { states: [gone, changed(gone, [`back/${dice.words(2)}.md`, sheets.get(path) ?? []])] };
  },
  "folder offline for a while": (sheets, dice) => {
    const folder = dice.of(withBlocks(sheets))?.replace(/[^/]*$/, "");
    if (folder === undefined) return undefined;
    const gone = new Map([...sheets].filter(([path]) => !path.startsWith(folder)));
    return gone.size === 0 ? undefined : { states: [gone, sheets] };
  },
  "vault moved": (sheets) => ({ states: [sheets], elsewhere: true }),
  "line ends changed": (sheets, dice) =>
    everyPart(sheets, dice, (text) =>
      text.includes("\r") ? text.replaceAll("\r", "") : text.replaceAll("\n", "\r\n"),
    ),
  "accents written otherwise": (sheets, dice) =>
    everyPart(sheets, dice, (text) => (text === text.normalize("NFD") ? text.normalize("NFC") : text.normalize("NFD"))),
  "heading put above": (sheets, dice) => {
    const path = dice.of(withBlocks(sheets));
    const parts = sheets.get(path ?? "") ?? [];
    const at = parts.findIndex((part) => part.names.length > 0);
    return path === undefined
      ? undefined
      : one(changed(sheets, [path, parts.toSpliced(at, 0, prose(`\n## ${dice.words(2)}\n\n`))]));
  },
  "heading put above, a card with a typo": (sheets, dice) => {
    const spot = dice.of(spots(sheets));
    const text =
      spot === undefined ? undefined : misspelt(spot.part.text, spot.part.block?.fields[0]?.text ?? "", dice);
    if (spot === undefined || text === undefined) return undefined;
    const parts = rewritten(sheets, spot, text).get(spot.path) ?? [];
    const at = parts.findIndex((part) => part.names.length > 0);
    return one(changed(sheets, [spot.path, parts.toSpliced(at, 0, prose(`\n## ${dice.words(2)}\n\n`))]));
  },
  "note split in two": (sheets, dice) => {
    const path = dice.of(withBlocks(sheets, 4));
    const parts = sheets.get(path ?? "") ?? [];
    const middle = Math.ceil(parts.length / 2);
    return path === undefined
      ? undefined
      : one(changed(sheets, [path, parts.slice(0, middle)], [`${dice.words(2)}.md`, parts.slice(middle)]));
  },
  "two notes become one": (sheets, dice) => {
    const [to, from] = dice.shuffled(withBlocks(sheets));
    if (to === undefined || from === undefined) return undefined;
    const parts = [...(sheets.get(to) ?? []).map(ended), prose("\n\n"), ...(sheets.get(from) ?? [])];
    return one(changed(sheets, [from, []], [to, parts]));
  },
  "conflict copy": (sheets, dice) => {
    const path = dice.of(withBlocks(sheets));
    return path === undefined
      ? undefined
      : one(changed(sheets, [conflict(path, dice), copied(sheets.get(path) ?? [])]));
  },
  "conflict copy, the note edited since": (sheets, dice) => {
    const spot = dice.of(spots(sheets));
    const text =
      spot === undefined ? undefined : misspelt(spot.part.text, spot.part.block?.fields[0]?.text ?? "", dice);
    if (spot === undefined || text === undefined) return undefined;
    const copy = copied(sheets.get(spot.path) ?? []);
    return one(changed(rewritten(sheets, spot, text), [conflict(spot.path, dice), copy]));
  },
};

function renamed(sheets: Sheets, dice: Chance, name: (path: string) => string): Edit | undefined {
  const path = dice.of(withBlocks(sheets));
  return path === undefined ? undefined : one(changed(sheets, [path, []], [name(path), sheets.get(path) ?? []]));
}

function everyPart(sheets: Sheets, dice: Chance, change: (text: string) => string): Edit | undefined {
  const path = dice.of(withBlocks(sheets));
  const parts = (sheets.get(path ?? "") ?? []).map((part) => ({ ...part, text: change(part.text) }));
  return path === undefined ? undefined : one(changed(sheets, [path, parts]));
}

function conflict(path: string, dice: Chance): string {
  return path.replace(/\.md$/, `.sync-conflict-20261120-101112-${dice.below(1e6)}.md`);
}

const copied = (parts: readonly Part[]): Part[] =>
  parts.map((part) => ({ ...part, names: part.names.map(() => `copy ${fresh++}`) }));
