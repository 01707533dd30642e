import { LineCounter, parseDocument, visit } from "yaml";
import type { Drill, DrillSource, Problem } from "../../model.ts";
import { closes, demands, keys, roles, sayable, transports } from "./drill-words.ts";
import { entriesOf, type Node, numberOf, offsetOf, oneOf, type Reader, textOf, textsOf } from "./drill-reader.ts";
import { puzzleKeys, readPuzzle } from "./drill-calls.ts";
import { readProbes } from "./drill-probe.ts";
import { readValue } from "./drill-value.ts";
import { reportUnfit } from "./drill-fit.ts";
import { readWire } from "./drill-wire.ts";

const largestBlock = 16 * 1024;

/**
 * Reads the machine's part of a drill: the text inside a fence named `drill`, as YAML in which every scalar is text.
 *
 *     id: read-loop
 *     transport: [tcp4, unix-stream]
 *     wire: [{read: token}, {write: token+stamp, split: [2]}, end]
 *     print: token+stamp
 *
 * A block that holds only `id` names a drill that stands elsewhere (a translation of its prose): no drill, no problem.
 * With any problem there is no drill either: half of a task would be judged wrongly.
 */
export function parseDrill(
  path: string,
  source: DrillSource,
): { readonly drill: Drill | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const lines = new LineCounter();
  const reader: Reader = {
    report(offset, message, hint): undefined {
      const place = lines.linePos(offset);
      const line = source.text.split("\n")[place.line - 1] ?? "";
      const column = Array.from(line.slice(0, place.col - 1)).length + 1;
      problems.push({
        path,
        line: source.line + place.line - 1,
        column,
        rule: "drill",
        severity: "error",
        message,
        hint,
      });
    },
  };
  const drill = source.text.length > largestBlock ? tooLarge(reader) : readBlock(reader, source, lines);
  return { drill: problems.length === 0 ? drill : undefined, problems };
}

function tooLarge(reader: Reader): undefined {
  return reader.report(
    0,
    `the drill block is larger than ${largestBlock} bytes`,
    "A drill is a few lines; move the prose out of the fence.",
  );
}

function readBlock(reader: Reader, source: DrillSource, lines: LineCounter): Drill | undefined {
  const root = readYaml(reader, source.text, lines);
  if (root === undefined) return undefined;
  const entries = entriesOf(reader, root, "the drill", keys);
  const id = entries.get("id");
  if (id === undefined) return reader.report(0, "the drill has no id", "Add a line such as: id: tcp-hello");
  const name = readId(reader, id);
  if (entries.size === 1) return undefined;
  return readDrill(reader, name, entries, source);
}

/** The root node, when the text is YAML without anchors, aliases and tags (a few bytes of them can unfold to gigabytes). */
function readYaml(reader: Reader, text: string, lines: LineCounter): Node | undefined {
  try {
    const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const error = document.errors[0];
    if (error !== undefined) {
      return reader.report(
        error.pos[0],
        `the drill block is not YAML: ${error.message.toLowerCase()}`,
        "Quote text that holds : # , [ ] { }.",
      );
    }
    let clean = true;
    const refuse = (offset: number, what: string): symbol => {
      clean = false;
      reader.report(offset, `the drill block holds ${what}`, "Write the value out.");
      return visit.BREAK;
    };
    visit(document, {
      Alias: (_, node) => refuse(node.range?.[0] ?? 0, "an alias"),
      Value: (_, node) => {
        if (node.anchor !== undefined) return refuse(node.range?.[0] ?? 0, "an anchor");
        return node.tag === undefined ? undefined : refuse(node.range?.[0] ?? 0, "a tag");
      },
    });
    if (clean && document.contents === null) reader.report(0, "the drill block is empty", "Give it at least an id.");
    return clean ? (document.contents ?? undefined) : undefined;
  } catch (error) {
    if (error instanceof RangeError)
      return reader.report(0, "the drill block is nested too deeply", "A drill needs three levels.");
    throw error;
  }
}

function readId(reader: Reader, node: Node): string {
  const id = textOf(reader, node, "id");
  if (id !== "" && !/^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$/.test(id)) {
    reader.report(
      node.range?.[0] ?? 0,
      `the id "${id}" is not of 3 to 48 small letters, digits and hyphens`,
      "Choose one such as read-loop.",
    );
  }
  return id;
}

function readDrill(
  reader: Reader,
  id: string,
  entries: ReadonlyMap<string, Node>,
  source: DrillSource,
): Drill | undefined {
  const at = (key: string): Node | undefined => entries.get(key);
  const role = oneOf(reader, at("role"), "role", roles) ?? "client";
  const puzzle = readPuzzle(reader, role, entries);

  const chosen = textsOf(reader, at("transport"), "transport", transports);
  const [wanted, other] = role === "server" ? (["probe", "wire"] as const) : (["wire", "probe"] as const);
  if (puzzle === undefined && entries.has(other))
    return reader.report(offsetOf(at(other)), `${other} does not go with the role ${role}`, keyHint[wanted]);
  const work = at(wanted);
  if (work === undefined && puzzleKeys[role] === undefined)
    return reader.report(0, `the drill has no ${wanted}`, keyHint[wanted]);
  const known = chosen.length > 0 ? chosen : (["tcp4"] as const);
  const wire = work !== undefined && wanted === "wire" ? readWire(reader, work) : [];
  if (work !== undefined) reportUnfit(reader, work, wire, known);

  return {
    id,
    role,
    transports: known,
    ...(oneOf(reader, at("runs"), "runs", ["each"]) === undefined ? {} : { runs: "each" as const }),
    wire,
    ...(puzzle === undefined ? {} : { puzzle }),
    ...(work !== undefined && wanted === "probe" ? { probe: readProbes(reader, work, known) } : {}),
    ...(entries.has("demand") ? { demand: textsOf(reader, at("demand"), "demand", demands) } : {}),
    print: entries.has("print") ? readValue(reader, at("print"), "print") : undefined,
    exit: numberOf(reader, at("exit"), "exit", 255) ?? 0,
    close: oneOf(reader, at("close"), "close", closes) ?? "fin",
    say: readSay(reader, at("say")),
    needs: textsOf(reader, at("needs"), "needs"),
    title: source.title,
    task: source.task,
    hints: source.hints,
    debrief: source.debrief,
    line: source.line,
  };
}

const keyHint = {
  wire: "Add what the server does, such as: wire: [{read: token}, {write: token+stamp}, end]",
  probe: "Add what is tried on the learner's server, such as: probe: [echo, second-client]",
};

function readSay(reader: Reader, node: Node | undefined): Readonly<Record<string, string>> {
  if (node === undefined) return {};
  return Object.fromEntries(
    [...entriesOf(reader, node, "say", sayable)].map(([cause, text]) => [cause, textOf(reader, text, cause)]),
  );
}
