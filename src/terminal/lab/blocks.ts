import { safeText } from "../../markdown/safe-text.ts";
import { textWidth } from "../../markdown/width.ts";
import { constantsOfC } from "../../libc/constants.ts";
import type { Row } from "../../lab/reply.ts";
import type { Request } from "../../lab/resolve.ts";
import { meaningOf } from "../../lab/errno.ts";
import { comesTrue, type Result, type Returned, type Step, type Wake } from "../../lab/result.ts";
import { messageFlags, valueName } from "../../lab/value-names.ts";
import type { Look } from "../card.ts";
import { painter, wrapText } from "../line.ts";

/** The lines of one call and what came of it, at most `width` columns wide. Without colour the same text. */
export function stepBlock(step: Step, look: Look): string[] {
  return [
    ...callLines(callOf(step), look),
    ...resultLines(step, step.result, look),
    ...claimLines(step, step.result, look),
  ];
}

/** The same when it had to wait and has come back; `cause` is the step that woke it, when it was another's. */
export function wakeBlock(step: Step, { result }: Wake, cause: Step | undefined, look: Look): string[] {
  const by = cause === undefined || cause.actor === step.actor ? "" : `, woken by ${cause.actor}: ${callOf(cause)}`;
  return [
    ...callLines(`${step.line?.call ?? ""} is back${by}`, look, "33"),
    ...resultLines(step, result, look),
    ...(step.line?.claim?.kind === "blocks" ? [] : claimLines(step, result, look)),
  ];
}

/** As it was typed, without the actor in front. */
function callOf({ text }: Step): string {
  return text.replace(/^\w+\s*:\s*(?=\w)/, "");
}

function callLines(text: string, look: Look, codes = ""): string[] {
  const paint = (line: string): string => (codes === "" ? line : painter(look.color)(codes, line));
  return wrapText(text, look.width, "    ").map(paint);
}

const colors = { good: "32", bad: "31", waits: "33" } as const;

function resultLines(step: Step, result: Result, look: Look): string[] {
  const lines = (tone: keyof typeof colors, text: string, more = ""): string[] => {
    const all = wrapText(`  ${text}`, look.width, "    ").map((line) => painter(look.color)(colors[tone], line));
    return more === ""
      ? all
      : [...all, ...wrapText(`    ${more}`, look.width, "    ").map((line) => painter(look.color)("2", line))];
  };
  switch (result.kind) {
    case "blocked":
      return lines("waits", `… sleeps in ${result.call}`);
    case "ended":
      return lines("bad", "✗ its process was ended");
    case "refused":
      return [...caret(step, result.column, look), ...lines("bad", `✗ ${result.message}`, result.hint)];
    case "returned": {
      if (result.errno === undefined) return lines("good", `= ${valueText(step, result)}`);
      const { text, man } = meaningOf(result.errno, result.call);
      return lines("bad", `= -1 ${result.errno}`, `${text} (${man})`);
    }
  }
}

/** Points at the mistake, where the line was not broken before it. */
function caret(step: Step, column: number, look: Look): string[] {
  const shown = callOf(step);
  const at = column - 1 - (step.text.length - shown.length);
  return at < 1 || textWidth(shown) > look.width ? [] : [`${" ".repeat(at)}^`];
}

/** `2 "he" from 127.0.0.1:4711`. */
function valueText({ request, rows }: Step, { value, data, address, second, call, flags }: Returned): string {
  const name = request === undefined ? undefined : valueName(request, value);
  const from = address === undefined || address === "" ? "" : ` ${call.startsWith("get") ? "" : "from "}${address}`;
  const unnamed = address === "" && call.startsWith("get") ? " (no name)" : "";
  const bytes = data === undefined ? "" : value === 0 ? emptyText(request, rows) : ` ${placesText(data, request)}`;
  const told = flags === undefined || flags === 0 ? "" : ` ${messageFlags(flags)}`;
  return `${value}${second === undefined ? "" : `, ${second}`}${name === undefined ? "" : ` ${name}`}${bytes}${told}${from}${unnamed}`;
}

/** Where it was read into several places, what stands in each. */
function placesText(data: Buffer, request: Request | undefined): string {
  const places = request?.values[1];
  if (typeof places !== "object" || !("sizes" in places)) return dataText(data);
  let at = 0;
  const parts = places.sizes.map((size) => data.subarray(at, (at += size))).filter((part) => part.length > 0);
  return parts.map((part) => dataText(part)).join(" + ");
}

/** Nothing was read: of a stream that is its end. */
function emptyText(request: Request | undefined, rows: readonly Row[]): string {
  const [fd, size] = request?.values ?? [];
  if (size === 0) return "";
  return rows.find((row) => row.fd === fd)?.type === constantsOfC.SOCK_STREAM
    ? " (end of the stream)"
    : " (an empty message)";
}

const shownBytes = 48;

/** Bytes in quotes, as the lab would take them; a long run of one byte as `"x" * 60000`. */
export function dataText(data: Uint8Array, length = data.length): string {
  const [first = 0] = data;
  if (length > shownBytes && data.every((byte) => byte === first)) return `${quoted(data.subarray(0, 1))} * ${length}`;
  return `${quoted(data.subarray(0, shownBytes))}${length > shownBytes ? ` … ${length} bytes` : ""}`;
}

function quoted(data: Uint8Array): string {
  const names: Readonly<Record<number, string>> = { 10: "\\n", 13: "\\r", 9: "\\t", 34: '\\"', 92: "\\\\", 0: "\\0" };
  const text = [...data]
    .map(
      (byte) =>
        names[byte] ??
        (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte)),
    )
    .join("");
  return safeText(`"${text}"`);
}

/** Whether it came as its typist said. */
function claimLines({ line }: Step, result: Result, look: Look): string[] {
  if (line?.claim === undefined || result.kind === "refused") return [];
  const { claim } = line;
  const isTrue = comesTrue(claim, result);
  const said = {
    value: "value" in claim ? String(claim.value) : "",
    errno: "errno" in claim ? claim.errno : "",
    data: "text" in claim ? dataText(Buffer.from(claim.text, "latin1")) : "",
    blocks: "that it waits",
  }[claim.kind];
  if (isTrue === undefined) return [];
  const text = isTrue ? "  ✓ as you said" : `  ✗ you said ${said}`;
  return wrapText(text, look.width, "    ").map((line) => painter(look.color)(isTrue ? colors.good : colors.bad, line));
}
