import { textWidth } from "../markdown/width.ts";
import type { WireEvent } from "../echo/transcript.ts";
import type { Look } from "./card.ts";
import { cut, painter, wrapText } from "./line.ts";

const timeColumns = 8;
const mostLines = 24;

/**
 * What crossed the wire, as a ladder of arrows; one line an event.
 *
 *          you                      server
 *     26.1 ├─ connect ─────────────────▶│
 *     26.3 ├─ 12 B "4d5b7bad4bf5" ─────▶│
 *     26.9 │◀─ 2 B "4d" ────────────────┤ split 2
 *     27.4 ├─ end (FIN) ───────────────▶│
 *
 * What does not fit beside the ladder stands below its line.
 */
export function wireLines(events: readonly WireEvent[], look: Look): readonly string[] {
  const lane = Math.min(44, Math.max(20, look.width - timeColumns - 22));
  const paint = painter(look.color);
  // Who connects is the client: our side, when the learner's program is the server.
  const other = events.some((event) => event.kind === "open" && event.direction === "out") ? "client" : "server";
  const head = `${" ".repeat(timeColumns)}you${other.padStart(lane - 1)}`;
  const several = new Set(events.map((event) => event.connection).filter((number) => number > 0)).size > 1;
  const lines = shortened(events).flatMap((event) =>
    typeof event === "string" ? [paint("2", `${" ".repeat(timeColumns)}${event}`)] : rung(event, lane, several, look),
  );
  return [paint("2", head), ...lines];
}

/** Of a long exchange the beginning and the end. */
function shortened(events: readonly WireEvent[]): readonly (WireEvent | string)[] {
  if (events.length <= mostLines) return events;
  const half = mostLines / 2;
  return [...events.slice(0, half), `… ${events.length - mostLines} more …`, ...events.slice(-half)];
}

function rung(event: WireEvent, lane: number, several: boolean, look: Look): readonly string[] {
  const paint = painter(look.color);
  const time = paint("2", `${event.t.toFixed(1).padStart(timeColumns - 1)} `);
  if (event.direction === "note") {
    const [first = "", ...rest] = wrapText(noteText(event), look.width - timeColumns, "  ");
    return [time + first, ...rest.map((line) => " ".repeat(timeColumns) + line)];
  }
  const label = cut(`${several ? `#${event.connection} ` : ""}${labelOf(event)}`, lane - 5);
  const fill = "─".repeat(Math.max(1, lane - 4 - textWidth(label)));
  const arrow = event.direction === "in" ? `├─ ${label} ${fill}▶│` : `│◀─ ${label} ${fill}┤`;
  const line = time + paint(event.direction === "in" ? "36" : "32", arrow);
  if (event.fault === undefined) return [line];
  const room = look.width - timeColumns - lane - 2;
  const fault = paint("33", cut(event.fault, Math.max(room, 10)));
  const fits = textWidth(event.fault) < room;
  return fits ? [`${line} ${fault}`] : [line, `${" ".repeat(timeColumns)}│ ${fault}`];
}

function labelOf(event: WireEvent): string {
  if (event.kind === "data") return `${event.length} B "${event.preview}"`;
  if (event.kind === "lost") return `✗ kept back: "${event.preview}"`;
  const names = { open: "connect", fin: "end (FIN)", rst: "reset (RST)", exit: "exit", blocked: "waits" };
  return event.kind === "decoy" || event.kind === "signal" ? event.preview : names[event.kind];
}

function noteText(event: WireEvent): string {
  return event.kind === "blocked" ? `⏸ ${event.preview}` : `■ ${event.preview}`;
}
