import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Chance, chanceOf } from "./chance.ts";
import { sentencesOf } from "./prose.ts";

export interface MadeVault {
  readonly folder: string;
  /** Paths relative to the folder. */
  readonly notes: readonly string[];
  readonly bytes: number;
  /** How many cards an import has to find: so that no row is fast by missing some. */
  readonly cards: number;
}

interface Writer {
  readonly chance: Chance;
  readonly sentences: readonly string[];
  /** Grows by one a block, so that no two blocks are equal. */
  serial: number;
  cards: number;
}

/**
 * A vault as learners have them, always the same for the same number of notes: 0.5–8 KB a note (log-normal), some forty
 * notes a folder, four languages, START … END blocks in two notes of five, and everywhere what looks like a card and is none.
 */
export function makeVault(folder: string, notes: number): MadeVault {
  const chance = chanceOf(notes);
  const languages = sentencesOf(chance);
  const paths: string[] = [];
  let bytes = 0;
  const writer = { chance, sentences: [], serial: 0, cards: 0 };
  mkdirSync(join(folder, ".obsidian"), { recursive: true });
  for (let index = 0; index < notes; index += 1) {
    const part = `${chance.pick(["sockets", "réseau", "Sistemas operativos", "algebra"])} ${Math.floor(index / 40)}`;
    if (index % 40 === 0) mkdirSync(join(folder, String(Math.floor(index / 40))));
    const path = `${Math.floor(index / 40)}/${part} ${index}.md`;
    const text = noteOf(Object.assign(writer, { sentences: chance.pick(languages) }), index);
    writeFileSync(join(folder, path), text);
    paths.push(path);
    bytes += Buffer.byteLength(text);
  }
  return { folder, notes: paths, bytes, cards: writer.cards };
}

function noteOf(writer: Writer, index: number): string {
  const { chance } = writer;
  const length = Math.min(8000, Math.max(500, chance.around(2300, 0.65)));
  const parts: string[] = [];
  if (chance.happens(0.8)) parts.push(frontMatter(chance, index));
  parts.push(`# Note ${index}`);
  const wanted = chance.happens(0.4) ? 1 + chance.below(4) : 0;
  const every = length / (wanted + 1);
  let blocks = 0;
  for (let size = 0; size < length || blocks < wanted; size += parts.at(-1)?.length ?? 0) {
    if (blocks < wanted && size > every * blocks) {
      blocks += 1;
      parts.push(block(writer));
    } else parts.push(chance.happens(0.08) ? trap(writer) : paragraph(writer));
  }
  return `${parts.join("\n\n")}\n`;
}

function frontMatter(chance: Chance, index: number): string {
  const tags = chance.happens(0.5) ? "tags: [linux, sockets]" : "tags:\n  - systems/network\n  - c";
  return `---\nid: ${20_230_000_000 + index}\n${tags}\ndate: 2024-0${1 + chance.below(9)}-11\n---`;
}

function paragraph({ chance, sentences }: Writer): string {
  const lines = Array.from({ length: 1 + chance.below(5) }, () => chance.pick(sentences));
  if (chance.happens(0.15)) return `## ${chance.pick(sentences)}`;
  if (chance.happens(0.2)) return lines.map((line) => `- ${line}`).join("\n");
  return lines.join(chance.happens(0.5) ? " " : "\n");
}

// ---------------------------------------------------------------- cards

const listing = "```c\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n\nBack: this is no field\nSTART\n```";

function block(writer: Writer): string {
  const { chance, sentences } = writer;
  writer.serial += 1;
  const front = `${writer.serial}: ${chance.pick(sentences)}`;
  const back = [chance.pick(sentences), chance.pick(sentences)].join("\n");
  const tags = chance.happens(0.5) ? "Tags: linux sockets\n" : "";
  const id = chance.happens(0.3) ? `<!--ID: ${1_600_000_000_000 + writer.serial}-->\n` : "";
  const kind = chance.next();
  writer.cards += kind < 0.15 || kind > 0.85 ? 2 : 1;
  if (kind < 0.15) return `START\nBasic (and reversed card)\n${front}\nBack: ${back}\n${tags}${id}END`;
  if (kind < 0.3) return `START\nBasic\n${front}\nBack: ${back}\n\n${listing}\n${tags}${id}END`;
  if (kind < 0.4) return `STARTI [Basic] ${front} Back: ${chance.pick(sentences)} ENDI`;
  if (kind > 0.85) return `START\nCloze\n${front} {{c1::socket}} and {{c2::bind}}\n${tags}${id}END`;
  return `START\nBasic\n${front}\nBack: ${back}\n${tags}${id}END`;
}

// ---------------------------------------------------------------- what is no card

function trap({ chance, sentences }: Writer): string {
  const line = chance.pick(sentences);
  return chance.pick([
    () => `\`\`\`cpp\nstd::vector<int> v; // ${line}\nSTARTED\n\`\`\``,
    () => `\`\`\`text\n${chance.happens(0.2) ? "START\nBasic\nfront\nBack: back\nEND" : "question::answer"}\n\`\`\``,
    () => `%%\n${line}\nquestion::answer\n%%`,
    () => `<!-- ${line}\nquestion::answer -->`,
    () => "$$\na::b \\\\ c\n$$",
    () => `${line} \`key::value\` ${line}`,
    () => `status:: done ${line}`,
    () => `    indented::code\n\n${line}`,
    () => `> [!note] ${line}\n> ${line}`,
  ])();
}
