/** Brings together what an export needs: cards of the store, what their notes point at, the names of their drills. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { exportPackage, type ExportReport } from "../anki/export.ts";
import { mediumName, type Medium } from "../anki/media.ts";
import type { ExportBlock } from "../anki/note.ts";
import { CardsError } from "../errors.ts";
import type { Problem } from "../model.ts";
import { type Card, cardsWhere } from "../store/cards.ts";
import type { Db } from "../store/database.ts";
import { storedDrills } from "../store/vaults.ts";
import { type Linker, linker } from "../vault/embeds.ts";
import { type Links, noLinks } from "../markdown/references.ts";

/** Exports the notes of these cards, each with all of its cards: Anki keeps notes whole. `time` in ms since 1970. */
export async function exportCards(
  db: Db,
  cards: readonly Card[],
  to: { readonly file: string; readonly time: number },
): Promise<ExportReport> {
  const whole = wholeNotes(db, cards);
  if (whole.length === 0)
    throw new CardsError(`${to.file}: no card to export`, "cards list shows which cards a query names.", { exit: 1 });
  const titles = new Map(storedDrills(db).map(({ drill }) => [drill.id, drill.title]));
  const problems: Problem[] = [];
  const media = new Map<string, Medium>();
  const blocks = [...Map.groupBy(whole, (card) => card.vault)].flatMap(([root, inVault]) => {
    const vault = openVault(root, media, problems);
    const byBlock = [...Map.groupBy(inVault, (card) => card.block).values()];
    return byBlock.map((siblings) => blockOf(siblings, vault, titles));
  });
  const report = await exportPackage(db, blocks, [...media.values()], to);
  return { ...report, problems: [...problems, ...report.problems] };
}

/** The live cards of all blocks that these cards belong to. */
function wholeNotes(db: Db, cards: readonly Card[]): Card[] {
  const blocks = JSON.stringify([...new Set(cards.map((card) => card.block))]);
  return cardsWhere(db, {
    sql: "card.retired = 0 and vault.forgotten = 0 and block.key in (select value from json_each(?))",
    values: [blocks],
  });
}

interface Vault {
  readonly linker: Linker;
  readonly pictures: ReadonlyMap<string, string>;
  /** What a text points at; its pictures are looked at meanwhile. */
  links(text: string, card: Card): Links;
}

/** A vault that is not there any more still has cards: they are exported without what stands beside them. */
function openVault(root: string, media: Map<string, Medium>, problems: Problem[]): Vault {
  const files = linker(root);
  const present = existsSync(root);
  if (!present) problems.push(vaultGone(root));
  const pictures = new Map<string, string>();
  const failed = new Set<string>();
  const take = (path: string, card: Card): void => {
    if (pictures.has(path) || failed.has(path)) return;
    const result = files.read(path);
    if ("problem" in result) {
      failed.add(path);
      const { message } = result.problem;
      problems.push({ ...missingPicture(card), message: `${path}: ${message}` });
      return;
    }
    const name = mediumName(path, result.bytes);
    pictures.set(path, name);
    media.set(name, { name, read: () => bytesOf(files, path) });
  };
  const takeAll = (links: Links, card: Card): void => {
    for (const target of links.values()) {
      if (target.kind === "picture") take(target.path, card);
      if (target.kind === "text") takeAll(target.links, card);
    }
  };
  return {
    linker: files,
    pictures,
    links(text, card) {
      if (!present) return noLinks;
      const found = files.linksOf(text, card);
      problems.push(...found.problems);
      takeAll(found.links, card);
      return found.links;
    },
  };
}

function blockOf(siblings: readonly Card[], vault: Vault, titles: ReadonlyMap<string, string>): ExportBlock {
  const [card] = siblings;
  if (card === undefined) throw new Error("a group of cards that is empty");
  const heading = card.headings.at(-1);
  return {
    key: card.block,
    path: card.path,
    line: card.line,
    kind: card.kind,
    format: card.format,
    foreignId: card.foreignId,
    fields: card.fields.map((field) => ({ ...field, links: vault.links(field.text, card) })),
    tags: card.tags,
    deck: card.deck,
    cards: siblings.map(({ key, ordinal }) => ({ key, ordinal })),
    source: {
      title: [basename(card.path).replace(/\.(?:md|markdown)$/i, ""), ...card.headings].join(" › "),
      address: vault.linker.addressOf(card.path, heading),
    },
    drills: card.drills.map(({ id }) => ({ id, title: titles.get(id) ?? id })),
    pictures: vault.pictures,
  };
}

function bytesOf(files: Linker, path: string): Uint8Array {
  const result = files.read(path);
  if ("problem" in result) throw new CardsError(`${path}: ${result.problem.message}`, "Export once more.");
  return result.bytes;
}

function missingPicture({ path, line }: Card): Problem {
  return {
    path,
    line,
    column: 1,
    rule: "missing-picture",
    severity: "warning",
    message: "",
    hint: "Check its rights and its size; the card shows a placeholder.",
  };
}

function vaultGone(root: string): Problem {
  return {
    path: root,
    line: 1,
    column: 1,
    rule: "unreadable",
    severity: "warning",
    message: "the vault is not there: its cards are exported without pictures and embeds",
    hint: "Is its disk mounted? Export again when it is.",
  };
}
