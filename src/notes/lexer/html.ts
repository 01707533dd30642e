import { isBlank, isBlankCode } from "./cursor.ts";

/**
 * HTML that stands as a block of its own (CommonMark 0.31 §4.6, kinds 1–7).
 *
 *     <!-- … -->, <?…?>, <!X …>, <![CDATA[…]]>, <script>…   to their own end, over blank lines too
 *     <div …>, <table …>, </p> …                             to the next blank line
 *     <any-tag …> alone on its line                          the same, but it cannot interrupt a paragraph
 */
export interface HtmlStart {
  readonly until: "blank" | "raw tag" | "-->" | "?>" | "]]>" | ">";
  /** Offset from which its end may be looked for. */
  readonly from: number;
}

const rawTag = /<(?:script|pre|style|textarea)(?=[ \t>]|$)/iy;
const rawEnd = /<\/(?:script|pre|style|textarea)>/i;
const tag = /<\/?([a-z][a-z0-9-]*)(?=[ \t>]|\/>|$)/iy;
const blockNames = new Set(
  (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt " +
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li " +
    "link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot " +
    "th thead title tr track ul"
  ).split(" "),
);
/** As remark has it, one more value may follow on a value without quotes: `a=b="c"`. */
const attribute =
  /[ \t]*[a-z:_][a-z0-9:_.-]*(?:[ \t]*=[ \t]*(?:[^\s"'/<=>`]+|(?=\/)))*(?:[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'))?/iy;

/** The HTML block that begins with the `<` at this place, if one does. */
export function htmlStart(text: string, at: number, end: number, interrupts: boolean): HtmlStart | undefined {
  const declared = declarationStart(text, at);
  if (declared !== undefined) return declared;
  const line = text.slice(at, end);
  rawTag.lastIndex = 0;
  if (rawTag.test(line)) return { until: "raw tag", from: at };
  tag.lastIndex = 0;
  const name = tag.exec(line)?.[1];
  if (name !== undefined && blockNames.has(name.toLowerCase())) return { until: "blank", from: at };
  return !interrupts && isCompleteTag(line) ? { until: "blank", from: at } : undefined;
}

/** Whether the line from `from` on holds the end of a block that does not end at a blank line. */
export function htmlEnds(start: HtmlStart, text: string, from: number, end: number): boolean {
  if (start.until === "blank") return false;
  if (start.until === "raw tag") return rawEnd.test(text.slice(from, end));
  return text.slice(from, end).includes(start.until);
}

function declarationStart(text: string, at: number): HtmlStart | undefined {
  if (text.startsWith("<!--", at)) return { until: "-->", from: at + 2 };
  if (text.startsWith("<?", at)) return { until: "?>", from: at + 1 };
  if (text.startsWith("<![CDATA[", at)) return { until: "]]>", from: at + 9 };
  return /^<![a-z]/i.test(text.slice(at, at + 3)) ? { until: ">", from: at + 3 } : undefined;
}

/** `<a href="x">` or `</a>`, and nothing else. Read attribute by attribute: one pattern for all would backtrack. */
function isCompleteTag(line: string): boolean {
  const opening = /^<([a-z][a-z0-9-]*)/i.exec(line);
  if (opening === null) {
    const closing = /^<\/[a-z][a-z0-9-]*[ \t]*>/i.exec(line);
    return closing !== null && isBlank(line, closing[0].length, line.length);
  }
  let at = opening[0].length;
  // Each attribute needs a blank before it.
  while (isBlankCode(line.charCodeAt(at))) {
    attribute.lastIndex = at;
    if (!attribute.test(line)) break;
    at = attribute.lastIndex;
  }
  const rest = /[ \t]*\/?>/y;
  rest.lastIndex = at;
  return rest.test(line) && isBlank(line, rest.lastIndex, line.length);
}
