import type { PhrasingContent, Root } from "mdast";

/** A letter of running text, or a sign that means nothing; a colon before a blank is none of an address. */
const letter = "[^\\0-\\x1f#-&*+:<=>@[-`{-~]|:(?= |$)";
const code = "(?<!`)`[\\w(][\\w ()+.,/-]*(?<! )`(?!`)";
const strong = "(?<![^ ])\\*\\*[A-Za-z0-9][A-Za-z0-9 ,'-]*(?<=[A-Za-z0-9])\\*\\*(?=[ .,;?!)]|$)";

/** Begins with no sign of a list or a rule, holds no address, ends with no blank: then it is one paragraph. */
const sentence = new RegExp(
  `^(?![^]*[Ww]{3}\\.)(?=[^\\0-@[-\`{-~\\s]|\\d+[^\\d.)]|\`|\\*\\*)(?:${letter}|${code}|${strong})+$(?<! )`,
);
const pieces = new RegExp(`${code}|${strong}`, "g");

/**
 * The tree of a line in which nothing is markdown but `code` and **strong** words, as most questions are: a first card is
 * on the screen a sixth sooner without remark. undefined for any other text; what it gives is what remark would give.
 */
export function readSentence(line: string): Root | undefined {
  if (!sentence.test(line)) return undefined;
  const children: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: piece, index } of line.matchAll(pieces)) {
    if (index > end) children.push({ type: "text", value: line.slice(end, index) });
    end = index + piece.length;
    if (piece.startsWith("`")) children.push({ type: "inlineCode", value: piece.slice(1, -1) });
    else children.push({ type: "strong", children: [{ type: "text", value: piece.slice(2, -2) }] });
  }
  if (end < line.length) children.push({ type: "text", value: line.slice(end) });
  return { type: "root", children: [{ type: "paragraph", children }] };
}
