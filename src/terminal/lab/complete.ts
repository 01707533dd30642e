import { callNamed, callNames, constantNames } from "../../lab/calls.ts";
import type { Session } from "../../lab/session.ts";

const beside = ["help", "fds", "wire", "goals", "quit"];
const places = ["unix:{path}", "127.0.0.1:{port}", "[::1]:{port}", "@name"];

/** What the word before the cursor may become, and that word: what readline wants of a completer. */
export function complete(line: string, actor: string, session: Session): [string[], string] {
  const word = line.split(/[^\w@{}:.[\]"]/).at(-1) ?? "";
  const { owner, call, given } = opened(line);
  const all = call === undefined ? starts(line, session) : inside(call, given, session.names(owner ?? actor));
  const hits = [...new Set(all)].filter((hit) => hit.startsWith(word));
  return [hits, word];
}

/** The call whose parentheses are open: `a: fd = socket(AF_UNIX, ` is a's socket, given `AF_UNIX, `. */
function opened(line: string): { readonly owner?: string; readonly call?: string; readonly given: string } {
  const open = line.indexOf("(");
  if (open === -1) return { given: "" };
  const words = line
    .slice(0, open)
    .split(/[:=\s]+/)
    .filter((word) => word !== "");
  const call = words.at(-1);
  const owner = line.slice(0, open).includes(":") ? words[0] : undefined;
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(call === undefined ? {} : { call }),
    given: line.slice(open + 1),
  };
}

function starts(line: string, { actors }: Session): string[] {
  const calls = callNames.map((name) => `${name}(`);
  const isFirst = /^\s*\w*$/.test(line);
  return isFirst ? [...calls, ...beside, ...actors.map((actor) => `${actor}: `)] : calls;
}

function inside(call: string, given: string, names: readonly string[]): string[] {
  const parameter = callNamed(call)?.parameters[given.split(",").length - 1];
  if (parameter === undefined) return [];
  if (parameter.kind === "address") return [...places, ...names];
  const { constants = [] } = parameter;
  const known = constantNames.filter((name) => constants.some((prefix) => name.startsWith(prefix)));
  return [...known, ...names];
}
