import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Chance } from "./chance.ts";

/** The files of a vault as text: notes, and the settings of its plugins. */
export type Files = ReadonlyMap<string, string>;

/** A real vault; what is no sound UTF-8 is left out. */
export function realVault(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(?:md|json)$/.test(name),
  );
  return new Map(
    names
      .toSorted()
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))] as const)
      .filter(([, bytes]) => Buffer.from(bytes.toString("utf8")).equals(bytes))
      .map(([name, bytes]) => [name, bytes.toString("utf8")]),
  );
}

/** The same vault as it was before a plugin wrote ids into it: only texts and places tell its cards. */
export function withoutIds(files: Files): Files {
  return new Map([...files].map(([name, text]) => [name, text.replaceAll(/^[ \t]*<!--ID: \d+-->\r?\n/gm, "")]));
}

/** Notes full of cards that look alike, with and without ids, clozes, inline blocks, equal blocks, headings, folders. */
export function madeVault(dice: Chance): Files {
  const files = new Map<string, string>();
  for (let note = 0; note < 24; note += 1) {
    const folder = ["", "linux/", "linux/sockets/", "words/"][note % 4] ?? "";
    const blocks = Array.from({ length: 10 }, (_, index) => madeBlock(dice, note * 10 + index));
    const [head, ...rest] = blocks;
    files.set(
      `${folder}${dice.words(1)}.md`,
      `# ${dice.words(2)}\n\n${dice.words(20)}\n\n${head}\n## ${dice.words(1)}\n\n${rest.join("\n")}`,
    );
  }
  return files;
}

function madeBlock(dice: Chance, index: number): string {
  const id = index % 5 === 0 ? `<!--ID: ${1_700_000_000_000 + index}-->\n` : "";
  const call = dice.words(1);
  const block = (type: string, ...lines: readonly string[]): string =>
    `START\n${type}\n${lines.join("\n")}\n${id}END\n`;
  const cloze = (number: number): string => `{{c${number}::${dice.words(1)}}}`;
  switch (index % 10) {
    case 0:
    case 1:
      return block("Basic", `What does ${call} give?`, `Back: ${dice.words(6)}`);
    case 2:
      return block("Basic", call, `Back: ${dice.words(1)}`);
    case 3:
      return block(
        "Basic",
        `What does ${call} give when the peer has closed?`,
        `Back: ${dice.words(30)}\n\n- ${dice.words(4)}`,
      );
    case 4:
      return block("Basic (and reversed card)", `${call} ${dice.words(1)}`, `Back: ${dice.words(2)}`);
    case 5:
      return block("Cloze", `The call ${cloze(1)} gives ${cloze(2)} to ${dice.words(2)}.`);
    case 6:
      return block("Cloze", `${dice.words(2)} ${cloze(1)} and ${cloze(2)}, then ${cloze(3)} of ${cloze(4)}.`);
    case 7:
      return block("Cloze", `${dice.words(5)} ${cloze(1)}`);
    case 8:
      return `STARTI [Basic] What is ${call}? Back: ${dice.words(3)} ENDI\n`;
    default:
      return index % 20 === 9
        ? block("Basic", "The same everywhere?", "Back: yes")
        : block("Basic", `Which port has ${call}?`, `Back: ${index}`);
  }
}
