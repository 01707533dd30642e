import { firstDifference, trimEnd } from "../drills/difference.ts";
import type { Attempt } from "../drills/run.ts";
import { renderAnsi } from "../markdown/ansi.ts";
import { safeText } from "../markdown/safe-text.ts";
import { span, toAnsi, wrap } from "../markdown/spans.ts";
import { textWidth } from "../markdown/width.ts";
import { callLines } from "./calls.ts";
import type { Look } from "./card.ts";
import { cut, painter } from "./line.ts";
import { wireLines } from "./wire.ts";

const mostErrorLines = 30;

/**
 * A verdict as a screen tells it, from the cause to the bytes; nothing of it depends on colour.
 *
 *     ✗ read-loop: recv gave you part of the answer and you stopped
 *       it ends after 2 of 20 bytes
 *
 *       (the wire)
 *
 *       expected  5e0d2e2ce3a4…
 *       got       5e
 *                   ^ ends here
 *
 * `hints` is how many can be had where it is told.
 */
export function verdictLines(attempt: Attempt, look: Look, hints = 0): string[] {
  const { status } = attempt.verdict;
  const parts = [
    headLines(attempt, look),
    status === "error" ? errorLines(attempt, look) : wirePart(attempt, look),
    status === "fail" ? printLines(attempt, look) : [],
    status === "fail" ? stderrLines(attempt, look) : [],
    status === "pass" ? debriefLines(attempt, look) : [],
    syscallLines(attempt, look),
    footLines(attempt, look, hints),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ["", ...part]));
}

const signs = { pass: "✓", fail: "✗", error: "!", skipped: "–" };
const colors = { pass: "1;32", fail: "1;31", error: "1;33", skipped: "33" };

function headLines({ drill, verdict }: Attempt, look: Look): string[] {
  const paint = painter(look.color);
  const { status, sentence } = verdict;
  const said = status === "pass" ? `${drill.id}: passed` : `${drill.id}: ${sentence}`;
  const head = wrapped(`${signs[status]} ${said}`, look.width, "  ").map((line) => paint(colors[status], line));
  const first = verdict.checks.find((check) => check.status === "fail");
  // Of an answer that is right: how it came.
  if (status === "pass" && drill.role === "answer")
    return [...head, ...verdict.checks.flatMap((check) => wrapped(`  ${check.message}`, look.width, "  "))];
  if (status !== "fail" || first === undefined || first.message === "") return head;
  return [...head, ...wrapped(`  ${first.message}`, look.width, "  ")];
}

/** What the compiler or the interpreter said, word for word: its columns mean something. Only its sentences are wrapped. */
function errorLines({ verdict }: Attempt, look: Look): string[] {
  const message = verdict.checks.find((check) => check.status === "fail")?.message ?? "";
  const lines = safeText(message)
    .split("\n")
    .flatMap((line) =>
      /^\S+:\d+/.test(line) && textWidth(line) > look.width ? wrapped(line, look.width, "  ") : [line],
    );
  const more = lines.length - mostErrorLines;
  return more > 0 ? [...lines.slice(0, mostErrorLines), `… ${more} more lines`] : lines;
}

function wirePart({ events, calls }: Attempt, look: Look): readonly string[] {
  if (calls !== undefined) return callLines(calls, look);
  return events.length === 0 ? [] : wireLines(events, look);
}

function printLines({ verdict, expected, stdout }: Attempt, look: Look): string[] {
  const isAboutPrint = verdict.checks.some((check) => check.name === "print" && check.status === "fail");
  if (!isAboutPrint || expected === undefined) return [];
  const lead = "  expected  ";
  const difference = firstDifference(trimEnd(expected), trimEnd(stdout), look.width - lead.length - 1);
  if (difference === undefined) return [];
  const { caret, what, got } = difference;
  const paint = painter(look.color);
  const mark = caret + what.length + 2 < look.width - lead.length ? `^ ${what}` : "^";
  const hex = [`  bytes     ${difference.expected.hex || "none"}`, `  but got   ${got.hex || "none"}`];
  return [
    lead + difference.expected.text,
    `  got       ${got.text}`,
    paint("31", `${" ".repeat(lead.length + caret)}${mark}`),
    ...(what === "differs here" ? hex : []),
  ];
}

/** The last words of a program that failed are often perror's. */
function stderrLines({ stderr }: Attempt, look: Look): string[] {
  const lines = safeText(stderr).trimEnd().split("\n").slice(-5);
  if (lines.join("").trim() === "") return [];
  return ["  it said on stderr:", ...lines.map((line) => `    ${cut(line, look.width - 4)}`)];
}

/** What strace saw. */
function syscallLines({ syscalls }: Attempt, look: Look): readonly string[] {
  if (syscalls === undefined) return [];
  if (typeof syscalls === "string") return [syscalls];
  return ["system calls", ...syscalls.map((line) => `  ${cut(safeText(line), look.width - 2)}`)];
}

function debriefLines({ drill }: Attempt, look: Look): readonly string[] {
  return drill.debrief.trim() === "" ? [] : renderAnsi(drill.debrief, look);
}

function footLines(attempt: Attempt, look: Look, hints: number): string[] {
  const { drill, verdict, cage, network, seed, ms, language, transport } = attempt;
  const hint = hints > 0 && verdict.status === "fail" ? [`h hint (${hints})`] : [];
  if (drill.puzzle !== undefined) {
    const facts = [...hint, ...(drill.role === "answer" ? [] : [transport]), `${ms} ms`];
    return wrapped(facts.join(" · "), look.width, "").map((line) => painter(look.color)("2", line));
  }
  const around = cage === "group" ? "no cage: your own code, your own account" : `cage: ${cage}`;
  const isolation = network === "own" ? `${around}, own network` : around;
  const facts = [...hint, language, transport, isolation, `seed ${seed}`, `${ms} ms`];
  return wrapped(facts.join(" · "), look.width, "").map((line) => painter(look.color)("2", line));
}

function wrapped(text: string, width: number, indent: string): string[] {
  const begins = text.slice(0, text.length - text.trimStart().length);
  const lines = wrap([span(text.trimStart())], width - Math.max(indent.length, begins.length));
  return lines.map((line, index) => (index === 0 ? begins : indent) + toAnsi(line, false).trim());
}
