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

/** A piece of HTML as text: `<br>` ends the line, comments are not shown, tags that style do so. */
export function htmlSpans(html: string, scope: Scope, text: (text: string) => Line): Line {
  return html.split(token).flatMap((part) => {
    if (part.startsWith("<!--")) return [];
    const [, slash, tag = ""] = /^<(\/?)([A-Za-z][A-Za-z\d]*)(?=[\s/>])/.exec(part) ?? [];
    const name = tag.toLowerCase();
    if (blocks.has(name)) return [span("\n")];
    if (name === "li") return slash ? [] : [span("\n• ")];
    if (name === "sub" || name === "sup") return turn(slash, name, scope.scripts);
    if (Object.hasOwn(looks, name)) return turn(slash, looks[name], scope.tags);
    return text(part.replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (entity, name: string) => entities[name] ?? entity));
  });
}

function turn<T>(slash: string | undefined, style: T | undefined, open: T[]): Line {
  if (style === undefined) return [];
  if (!slash) open.push(style);
  else if (open.includes(style)) open.splice(open.lastIndexOf(style), 1);
  return [];
}
