/** Markdown made to be misread, from a seed: 1 in 4 documents of each of the four makings below. */

const prefixes = "||||| |  |   |    |> |>|- |* |+ |1. |2) |10. |-   ".split("|").concat("\t");
const deepPrefixes = [
  ..."-     |>  |  - |    - |[^a]: |> > |- - |- > |1) - |>- |* [^b]: |   > |      |  1. |123456789. |1234567890. ".split(
    "|",
  ),
  ..."\t- | \t|-\t|>\t|1.\t|>\t\t|\t>|- \t|\t\t|  \t|>  \t".split("|"),
];

const fences = "```|```c|````|~~~|~~~ x|~~~~|`` ` ``|``` a`b|~~~ `|    ```|```\t".split("|");
const headings = "# h|## h ##|#|#x|####### x|#\tx|===|==|=|---|--|-|- -|***|* * *|_ _ _|___ x|--- -|=== =".split("|");
const html = [
  ..."<div>|</div>|<DIV|<div/>|<divx>|<!-- x|-->|<!-- y -->|<!-->|<!--->|<?x|?>|<?>|<!X|<!X>|<!x|<![CDATA[|]]>".split(
    "|",
  ),
  ..."<script>|</script>|<pre|</pre>|<style|<textarea>|</style >|<search>|<p>x</p>|<script".split("|"),
  ...'<a href="x">|</a>|<b|<x y=z />|<x y = \'z\'>|<x y=>|<x  />|</x >|</x y>|<x y z>|<x a="b"c>|<i>b|<http://a.b>'.split(
    "|",
  ),
];
const definitions = [
  "[a]: b",
  '[a]: <b c> "t"',
  "[a]:",
  "b",
  '"title"',
  "'t",
  "t' x",
  "(t",
  "t)",
  "[a]: b 'x",
  "[a]: <b",
  "[a]: <>",
  "[a]: b 'x' y",
  "[a]: (b",
  "[a]: b(c)",
  "[a",
  "b]: c",
  "[]: x",
  "[ ]: x",
  "[a]:b",
  "[a] : b",
  "[\\]]: b",
  "[a[]: b",
  "[^a]: b",
  "[^b]:",
  "[^a b]: c",
  "[^]: c",
  "[^a]:b",
  "[^a\\]]: b",
];
const rows =
  "a | b;| a |;--- | ---;|-|;:-;- |;|:-:|-|;a \\| b;a \\\\| b;| `a | b` |;|;||;| - | - |;:-:;-:|:-;- - |;|--|--|".split(
    ";",
  );
const plain = [
  ..."a|text b|    code|1.|-|+|*|>|[[a]]|[x|START|END|Back: a|x::y|a  |a\\|\\|`a|a`|``a|**a|b**|~~|![[x]]|&amp;|a: b|1|2.|3)|a.".split(
    "|",
  ),
  "\u00a0",
  "\f",
  "\u200b",
  "é # x",
  "\u3000x",
];
const bodies = [...plain, ...plain, ...fences, ...headings, ...html, ...definitions, ...rows];

/** Few, as documents with one are seldom comparable (remark-lines.ts). */
const formulas = ["$$", "$$", "$$", "$$ x", "x $$"];

export interface Dice {
  /** A number in [0, 1). */
  readonly roll: () => number;
  readonly below: (end: number) => number;
  readonly pick: (list: readonly string[]) => string;
}

export function newDice(seed: number): Dice {
  const roll = mulberry32(seed);
  const below = (end: number): number => Math.floor(roll() * end);
  return { roll, below, pick: (list) => list[below(list.length)] ?? "" };
}

/** A hostile document. Its line ends are \n, in every eighth document \r\n or a mixture. */
export function hostileNote(seed: number): string {
  const dice = newDice(seed);
  const making = makings[seed % makings.length] ?? lineSoup;
  const lines = making(dice);
  return lines.map((line, at) => (at === 0 ? line : lineEnd(dice, seed) + line)).join("");
}

function lineEnd({ pick }: Dice, seed: number): string {
  if (seed % 64 < 4) return pick(["\n", "\r\n", "\r"]);
  return seed % 64 < 8 ? "\r\n" : "\n";
}

const makings = [lineSoup, nested, characters, broken];

/** Lines of all constructs behind all prefixes. */
function lineSoup(dice: Dice): string[] {
  const { roll, below, pick } = dice;
  const all = [...prefixes, ...deepPrefixes];
  return Array.from({ length: 2 + below(9) }, () => {
    const second = roll() < 0.2 ? pick(all) : "";
    const body = roll() < 0.01 ? pick(formulas) : pick(bodies);
    return pick(all) + second + body + (roll() < 0.05 ? "  " : "");
  });
}

/** Containers in containers, whose lines go on with them, with some of them, or a column beside them. */
function nested(dice: Dice): string[] {
  const { roll, below, pick } = dice;
  const open: { readonly first: string; readonly next: string }[] = [];
  const lines: string[] = [];
  for (let count = 3 + below(10); count > 0; count--) {
    while (roll() < 0.3) open.pop();
    const before = open.length;
    while (open.length < 7 && roll() < 0.35) open.push(container(dice));
    const parts = open.map(({ first, next }, at) => (at < before ? nearly(dice, next) : first));
    // A lazy line leaves out the signs of the inner ones.
    const kept = roll() < 0.15 ? parts.slice(0, below(parts.length + 1)) : parts;
    const blank = roll() < 0.12;
    lines.push(
      blank ? kept.join("").trimEnd() : kept.join("") + pick(["", "", "", "", "    ", "\t", "  "]) + pick(bodies),
    );
  }
  return lines;
}

function container({ pick }: Dice): { readonly first: string; readonly next: string } {
  const first = pick([
    "> ",
    "> ",
    ">",
    "- ",
    "* ",
    "-   ",
    "1. ",
    "10) ",
    "- ",
    "-\t",
    "[^a]: ",
    "  - ",
    " > ",
    "1.  ",
    "+\t",
  ]);
  if (first.includes(">")) return { first, next: first };
  return { first, next: first.startsWith("[") ? "    " : first.replace(/[^\t]/g, " ") };
}

/** One column less or more, or a tab for its blanks, now and then. */
function nearly({ roll }: Dice, text: string): string {
  const chance = roll();
  if (chance < 0.06) return text.slice(1);
  if (chance < 0.12) return ` ${text}`;
  return chance < 0.18 ? text.replace(/ {2,}$/, "\t") : text;
}

/** Signs without sense. */
function characters({ below, pick, roll }: Dice): string[] {
  const signs = Array.from("```~~~***___---+++===|||>>>   \t\t<<>!?/[[]]():^\\\"'#&;0123ab.,-:|");
  return Array.from({ length: 1 + below(7) }, () =>
    Array.from({ length: below(roll() < 0.1 ? 60 : 12) }, () => pick(signs)).join(""),
  );
}

/** A sound document of many parts, of which lines are lost, doubled, moved, indented, quoted, cut or joined. */
function broken(dice: Dice): string[] {
  const { below, pick } = dice;
  const lines = Array.from({ length: 2 + below(3) }, () => pick(sound))
    .join("\n\n")
    .split("\n");
  for (let count = 1 + below(6); count > 0; count--) breakLine(dice, lines, below(lines.length));
  return lines;
}

function breakLine({ below, pick }: Dice, lines: string[], at: number): void {
  const line = lines[at] ?? "";
  const cut = below(line.length + 1);
  const edits = [
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, line),
    () => lines.splice(below(lines.length), 0, ...lines.splice(at, 1)),
    () => lines.splice(at, 1, pick(prefixes) + line),
    () => lines.splice(at, 1, pick(deepPrefixes) + line),
    () => lines.splice(at, 1, line.trimStart()),
    () => lines.splice(at, 1, line.slice(0, cut), line.slice(cut)),
    () => lines.splice(at, 2, `${line}${lines[at + 1] ?? ""}`),
    () => lines.splice(at, 0, pick(bodies)),
    () =>
      lines.splice(
        at,
        1,
        line.slice(0, cut) + pick(["`", "|", ">", "-", "[", "\t", "  ", "\\", "<", ":", "="]) + line.slice(cut),
      ),
  ];
  edits[below(edits.length)]?.();
}

const sound = [
  "# A socket\n\nAn endpoint of\na conversation.",
  "Setext\n======\n\nAnother\nof two lines\n---",
  "```c\nint fd = socket(AF_INET, SOCK_STREAM, 0);\n\n  close(fd);\n```",
  "- one\n- two\n\n  more of two\n\n      code\n\n- three\n  - inner\n    ~~~\n    x\n    ~~~",
  "1. one\n   > quoted\n   > - item\n   >   goes on\n2. two",
  "> a quote\nlazy line\n> ```\n> code\n> ```\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 |",
  "| call | gives |\n|:-----|------:|\n| `read` | bytes \\| -1 |\n| x |\nno row",
  "[^a]: A note\n    goes on\n\n    ```\n    code\n    ```\n\ntext[^a]",
  "[man]: https://example.org/a\n  \"a title\"\n[two]:\n<b c>\n'a title\nof two lines'",
  '<div class="x">\n\n**md**\n\n</div>\n\n<!-- a\n\nb -->\n<pre>\n\n# x\n</pre>',
  "a `code\nover` lines **bold\nand** [link\nx](y)",
  "\tcode\n\n\tmore\ntext\n\tgoes on",
  "***\n* * *\n- a\n***\n- b",
  '<a href="x">\n*text*\n</a>\n\ntext\n<b>\nmore',
];

/** A small generator of numbers in [0, 1), the same on every machine (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
