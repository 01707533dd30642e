/**
 * Whether remark would need seconds for this text, or overflow the stack. Its costs that grow with the square (measured,
 * remark 15 with GFM and math) come from: markers of quotes and lists, signs and brackets that may pair, lines in quotes,
 * underlined headings, escapes behind an open bracket. No text written for people comes near these limits.
 */
export function isHeavy(text: string): boolean {
  if (text.length > 64 * 1024) return true;
  const depths = text.split("\n").map(containerDepth);
  if (depths.some((depth) => depth > 100) || depths.reduce((sum, depth) => sum + depth, 0) > 2000) return true;
  // Below 4 KiB everything else is fast. No paragraph reaches over a blank line.
  return text.length > 4096 && text.split(/\n[ \t]*\n/).some(isHeavyChunk);
}

function isHeavyChunk(chunk: string): boolean {
  const lines = chunk.split("\n");
  const depth = lines.reduce((deepest, line) => Math.max(deepest, containerDepth(line)), 0);
  return (
    lines.length * (depth + 1) > 8000 ||
    count(chunk, /\*+|_+|~+|=+|%%|\[\^|\]\(|\\[!-/:-@[-`{-~]|&\w/g) > 2000 ||
    count(chunk, /^[ \t>]*[=-]+[ \t]*$/gm) > 500
  );
}

/** How many quotes and lists a line opens before its text: 3 in `> - 1) text`. */
function containerDepth(line: string): number {
  return line.match(/^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*/)?.[0].match(/[^ \t\d]/g)?.length ?? 0;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
