import { mask } from "../lexer/mask.ts";

/**
 * A deletion as Anki has it. Two colons in it would begin a hint, so outside of code they are escaped as Markdown has it:
 *
 *     1, std::vector   →   {{c1::std\:\:vector}}
 */
export function writeCloze(number: number | string, answer: string): string {
  return `{{c${number}::${answer.includes("::") ? escapeColons(answer) : answer}}}`;
}

function escapeColons(answer: string): string {
  const masked = mask(answer);
  return answer.replaceAll("::", (colons, at: number) => (masked.startsWith("::", at) ? "\\:\\:" : colons));
}
