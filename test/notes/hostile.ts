/** Markdown made to be misread: lines of many constructs behind many prefixes, from a seed. */

const prefixes = [
  "",
  "",
  "",
  "",
  " ",
  "  ",
  "   ",
  "    ",
  "\t",
  "> ",
  ">",
  "- ",
  "* ",
  "+ ",
  "1. ",
  "2) ",
  "10. ",
  "-   ",
];
const deepPrefixes = [
  "-     ",
  ">  ",
  "  - ",
  "    - ",
  "[^a]: ",
  "> > ",
  "- - ",
  "- > ",
  "\t- ",
  " \t",
  "-\t",
  ">\t",
  "1.\t",
];
const bodies = [
  ..."a|text b|||```|```c|````|~~~|~~~ x|`` ` ``|    code|# h|## h ##|#|#x|===|---|--|-|***|* * *|_ _ _".split("|"),
  "<div>",
  "</div>",
  "<!-- x",
  "-->",
  "<!-- y -->",
  "<?x",
  "?>",
  "<!X",
  "<![CDATA[",
  "]]>",
  "<script>",
  "</script>",
  "<pre",
  "</pre>",
  '<a href="x">',
  "</a>",
  "<b",
  "<x y=z />",
  "[a]: b",
  '[a]: <b c> "t"',
  "[a]:",
  "b",
  '"title"',
  "'t",
  "[a]: b 'x",
  "[a",
  "b]: c",
  "$$",
  "a | b",
  "| a |",
  "--- | ---",
  "|-|",
  ":-",
  "- |",
  "1.",
  "-",
  "+",
  "*",
  ">",
  "[[a]]",
  "[x",
  "START",
  "END",
  "Back: a",
];

export function hostileNote(seed: number): string {
  const chance = mulberry32(seed);
  const pick = (list: readonly string[]) => list[Math.floor(chance() * list.length)] ?? "";
  const all = [...prefixes, ...deepPrefixes];
  const lines = Array.from({ length: 2 + Math.floor(chance() * 7) }, () => {
    const second = chance() < 0.2 ? pick(all) : "";
    return pick(all) + second + pick(bodies) + (chance() < 0.05 ? "  " : "");
  });
  return lines.join("\n");
}

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
