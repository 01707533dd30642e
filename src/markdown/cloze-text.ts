/**
 * Where the cloze deletions of a text begin and end.
 *
 *     a {{c1::b {{c2::c}}::hint}} d   →   "a ", {numbers [1], pieces ["b ", {numbers [2], pieces ["c"]}], hint}, " d"
 *
 * Braces are counted inside a deletion, so that code and formulas keep theirs: `{{c1::\frac{a}{b}}}`, `{{c1::x = {{1}}; }}`.
 * Where that leaves one open, the text is read as Anki reads it: the first `}}` closes.
 */
export interface Deletion {
  readonly numbers: readonly string[];
  readonly pieces: readonly ClozePiece[];
  readonly hint: string | undefined;
}

export type ClozePiece = string | Deletion;

interface Open {
  readonly opener: string;
  readonly numbers: readonly string[];
  readonly pieces: ClozePiece[];
  hint: string | undefined;
  braces: number;
  /** The sign that closes the code span we are in. */
  code: string | undefined;
}

/** Deeper ones are text; nobody writes them. */
const deepest = 8;
const token = /\{\{c\d[\d,]*::|::|`+|[{}]/g;

export function readClozes(text: string): readonly ClozePiece[] {
  const counted = read(text, true);
  return counted.open === 0 ? counted.pieces : read(text, false).pieces;
}

/** The pieces, and how many deletions were left open: these are text. */
function read(text: string, balanced: boolean): { readonly pieces: readonly ClozePiece[]; readonly open: number } {
  const root = opened("");
  const stack: Open[] = [];
  let [from, left] = [0, 0];
  token.lastIndex = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const top = stack.at(-1);
    const [sign] = found;
    const closes = sign === "}" && top !== undefined && text[found.index + 1] === "}" && top.braces === 0;
    add(top ?? root, text.slice(from, found.index));
    from = token.lastIndex;
    if (closes) {
      stack.pop();
      (stack.at(-1) ?? root).pieces.push({ numbers: top.numbers, pieces: top.pieces, hint: top.hint });
      token.lastIndex = from += 1;
    } else if (sign.startsWith("{{") && stack.length < deepest && top?.hint === undefined) stack.push(opened(sign));
    else if (top === undefined) add(root, sign);
    else readSign(text, from, sign, top, balanced);
  }
  add(stack.at(-1) ?? root, text.slice(from));
  for (let top = stack.pop(); top !== undefined; top = stack.pop(), left += 1) {
    const tail = top.hint === undefined ? [] : [`::${top.hint}`];
    for (const piece of [top.opener, ...top.pieces, ...tail]) add(stack.at(-1) ?? root, piece);
  }
  return { pieces: root.pieces, open: left };
}

/** A sign inside a deletion that neither opens nor closes one. */
function readSign(text: string, next: number, sign: string, top: Open, balanced: boolean): void {
  if (sign === "::" && top.hint === undefined && top.code === undefined) {
    top.hint = "";
    return;
  }
  if (sign.startsWith("`") && top.code === undefined) top.code = text.includes(sign, next) ? sign : undefined;
  else if (sign === top.code) top.code = undefined;
  if (balanced && sign === "{") top.braces += 1;
  if (balanced && sign === "}") top.braces = Math.max(0, top.braces - 1);
  add(top, sign);
}

function opened(opener: string): Open {
  const numbers = opener.slice(3, -2).split(",");
  return { opener, numbers, pieces: [], hint: undefined, braces: 0, code: undefined };
}

function add(open: Open, piece: ClozePiece): void {
  if (piece === "") return;
  if (open.hint !== undefined && typeof piece === "string") open.hint += piece;
  else open.pieces.push(piece);
}
