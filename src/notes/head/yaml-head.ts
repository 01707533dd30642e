import {
  type Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { Entry } from "./flat-head.ts";

/** A head that YAML can read; `nested` is the first property that is neither text nor a list of texts, though written in one line. */
export interface YamlHead {
  readonly entries: readonly Entry[];
  /** Line 1 is the first of the head. */
  readonly nested: { readonly key: string; readonly line: number } | undefined;
}

export interface BadHead {
  readonly line: number;
  readonly message: string;
}

/** Reads a head as YAML in its failsafe schema: every scalar stays the text that was written, and nothing is ever run. */
export function readYaml(source: string): YamlHead | BadHead {
  const lines = new LineCounter();
  // Without uniqueKeys: false, 10,000 keys cost a second.
  const document = parseDocument(source, {
    schema: "failsafe",
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const at = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) return { line: at(error.pos[0]), message: firstLine(error.message) };
  const alias = firstAlias(document);
  if (alias !== undefined) return { line: at(alias), message: "aliases (*name) are not read" };
  // A list or a sentence between two rules is no head.
  if (!isMap(document.contents)) return { entries: [], nested: undefined };
  const entries: Entry[] = [];
  let nested: YamlHead["nested"];
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const text = valueOf(value, source);
    if (text.nested) nested ??= { key: name, line: at(key.range?.[0]) };
    entries.push([name, text.value]);
  }
  return { entries, nested };
}

/** Offset of the first alias: a few of them, nested, unfold to gigabytes. */
function firstAlias(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function valueOf(node: Node | null, source: string): { value: string | string[]; nested: boolean } {
  if (node === null) return { value: "", nested: false };
  if (isScalar(node)) return { value: String(node.value), nested: false };
  if (isSeq(node) && node.items.every((item) => isScalar(item))) {
    return { value: node.items.map((item) => String(item.value)), nested: false };
  }
  const [from, to] = node.range ?? [0, 0];
  // A tree over several lines is what its writer, mostly a plugin, wants; [[a link]] without quotes is not.
  const nested = isInline(node) || (isSeq(node) && node.items.some(isInline));
  return { value: source.slice(from, to).trim(), nested };
}

function isInline(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
