import { imageText } from "./ansi-picture.ts";
import type { Scope } from "./scope.ts";
import { type Line, type Style, span } from "./spans.ts";

/** Tags that only say how text looks. Every other tag is shown: in notes on sockets `<address>` is prose. */
const looks: Readonly<Record<string, Style | undefined>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strike",
  del: "strike",
  mark: "highlight",
  code: "code",
  kbd: "code",
  span: undefined,
  font: undefined,
  small: undefined,
  center: undefined,
};
/** Tags that begin and end a line. */
const blocks = new Set(["br", "p", "div", "details", "summary", "ul", "ol", "table", "tr"]);
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'" };
const token = /(<!--[^]*?-->|<!--[^]*|<\/?[A-Za-z][^<>]*>)/;

/** What stands for the tags of a reading: `<ruby>漢字<rt>かんじ</rt></ruby>` → 漢字(かんじ). */
const readings: Readonly<Record<string, string>> = { ruby: "", rt: "(", "/ruby": "", "/rt": ")" };

/**
 * A piece of HTML as text: `<br>` ends the line, comments are not shown, tags that style do so, a picture is its name.
 * Cells are told from prose on `<td>` by a row around them.
 */
export function htmlSpans(html: string, scope: Scope, text: (text: string) => Line): Line {
  const isPre = /^\s*<pre[\s>]/i.test(html);
  const table = /<tr[\s>]/i.test(html) ? { cells: 0 } : undefined;
  return html.split(token).flatMap((part) => {
    if (part.startsWith("<!--")) return [];
    const [, slash = "", name = ""] = /^<(\/?)([A-Za-z][A-Za-z\d]*)(?=[\s/>])/.exec(part) ?? [];
    const tag = { slash, name: name.toLowerCase(), source: part };
    const shown = (table && tableSpans(tag, table)) ?? lineSpans(tag, isPre) ?? styleSpans(tag, scope);
    return shown ?? text(textOf(tag, isPre));
  });
}

/** An empty name and the text itself where it is no tag. */
interface Tag {
  readonly slash: string;
  readonly name: string;
  readonly source: string;
}

function tableSpans({ slash, name, source }: Tag, table: { cells: number }): Line | undefined {
  if (name === "tr" || name === "table") table.cells = 0;
  // A row is one line of text, so a cell is, too.
  if (table.cells > 0 && (name === "br" || name === "p" || name === "div")) return [span(" ")];
  if (name === "thead" || name === "tbody" || slash + name === "/tr" || source.trim() === "") return [];
  if (name !== "td" && name !== "th") return undefined;
  if (slash === "") table.cells += 1;
  return slash === "" && table.cells > 1 ? [span(" │ ")] : [];
}

function lineSpans({ slash, name }: Tag, isPre: boolean): Line | undefined {
  if (blocks.has(name) || (isPre && name === "pre")) return [span("\n")];
  return name === "li" ? (slash ? [] : [span("\n• ")]) : undefined;
}

function styleSpans({ slash, name }: Tag, scope: Scope): Line | undefined {
  if (name === "sub" || name === "sup") return turn(slash, name, scope.scripts);
  return Object.hasOwn(looks, name) ? turn(slash, looks[name], scope.tags) : undefined;
}

function textOf({ slash, name, source }: Tag, isPre: boolean): string {
  if (Object.hasOwn(readings, slash + name)) return readings[slash + name] ?? "";
  const picture = name === "img" ? pictureName(source) : undefined;
  if (picture !== undefined) return picture;
  const plain = source.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity, name: string) => entities[name] ?? entity);
  return isPre ? keepBlanks(plain) : plain;
}

function turn<T>(slash: string | undefined, style: T | undefined, open: T[]): Line {
  if (style === undefined) return [];
  if (!slash) open.push(style);
  else if (open.includes(style)) open.splice(open.lastIndexOf(style), 1);
  return [];
}

/** Blanks that no line is broken at, nor run together. */
function keepBlanks(text: string): string {
  return text.replace(/ {2,}|(?<=\n) /g, (blanks) => "\u00a0".repeat(blanks.length));
}

function pictureName(tag: string): string | undefined {
  const value = (name: string): string | undefined => {
    const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag);
    return found?.[1] ?? found?.[2] ?? found?.[3];
  };
  const source = value("src");
  return source === undefined ? undefined : imageText(value("alt"), source);
}
