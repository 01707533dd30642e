/** A regular expression literal of a source file. */
export interface Literal {
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|[A-Za-z_$][\w$]*|\d[\w.]*|=>|[`{})\]]|\/|[^\s]/g;
const regex = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;
const textPart = /(?:[^`\\$]|\\[^]|\$(?!\{))*(`|\$\{)/y;
/** After these words a slash begins an expression. */
const words = new Set("return typeof case in of delete void throw else do instanceof yield await".split(" "));

/**
 * The literals of a file, found by its tokens: a slash divides after a name, a number or a closing bracket, and begins a
 * regular expression elsewhere. That is wrong after `if (x)`, where nobody writes one.
 */
export function regexLiterals(code: string): Literal[] {
  const found: Literal[] = [];
  /** What each open brace belongs to: a template, or anything else. */
  const braces: ("template" | "other")[] = [];
  let before = "";
  const skipTemplate = (from: number): void => {
    textPart.lastIndex = from;
    const end = textPart.exec(code)?.[1];
    token.lastIndex = end === undefined ? code.length : textPart.lastIndex;
    if (end === "${") braces.push("template");
    before = end === "${" ? "{" : "`";
  };
  token.lastIndex = 0;
  for (let match = token.exec(code); match !== null; match = token.exec(code)) {
    const [text] = match;
    if (text.startsWith("//") || text.startsWith("/*")) continue;
    if (text === "`") {
      skipTemplate(token.lastIndex);
      continue;
    }
    if (text === "{") braces.push("other");
    if (text === "}" && braces.pop() === "template") {
      skipTemplate(token.lastIndex);
      continue;
    }
    if (text === "/" && beginsExpression(before)) {
      regex.lastIndex = match.index;
      const literal = regex.exec(code);
      if (literal !== null) {
        const line = code.slice(0, match.index).split("\n").length;
        found.push({ line, source: literal[1] ?? "", flags: literal[2] ?? "" });
        token.lastIndex = regex.lastIndex;
        before = "`";
        continue;
      }
    }
    before = text;
  }
  return found;
}

function beginsExpression(before: string): boolean {
  return words.has(before) || !/^(?:[\w$"'`]|[)\]}]$)/.test(before);
}
