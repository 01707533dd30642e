import { addressText, type Ground } from "../../lab/address.ts";
import { callNamed, calls, signatureOf } from "../../lab/calls.ts";
import { goalsReached, goalText } from "../../lab/goals.ts";
import type { Row } from "../../lab/reply.ts";
import type { Session } from "../../lab/session.ts";
import { domainName, typeName } from "../../lab/value-names.ts";
import { type Crossing, crossings } from "../../lab/wire.ts";
import type { Goal } from "../../puzzle.ts";
import type { Look } from "../card.ts";
import { cut, labelled, painter } from "../line.ts";
import { dataText } from "./blocks.ts";

/** The descriptors of all actors, one a line. */
export function descriptorLines(session: Session, look: Look): string[] {
  return session.actors.flatMap((actor) => {
    const rows = session.rows(actor);
    const asleep = session.blockedIn(actor);
    const head = painter(look.color)("1", `${actor}${asleep === undefined ? "" : `, asleep in ${asleep}`}`);
    if (rows.length === 0) return [head, "    no descriptor of yours is open"];
    return [
      head,
      ...rows.map((row) => cut(`  ${String(row.fd).padStart(3)}  ${rowText(row, session.ground)}`, look.width)),
    ];
  });
}

function rowText(row: Row, ground: Ground): string {
  const kind = `${domainName(row.domain)} ${typeName(row.type)}`;
  const local = row.local === undefined ? "" : addressText(row.local, ground);
  const peer = row.peer === undefined ? undefined : addressText(row.peer, ground);
  const state = row.isListening
    ? ["listens"]
    : peer === undefined
      ? []
      : [`connected${peer === "" ? "" : ` to ${peer}`}`];
  const more = [
    ...(local === "" ? [] : [`named ${local}`]),
    ...state,
    ...(row.unread > 0 ? [`${row.unread} bytes to read`] : []),
    ...(row.isNonblocking ? ["O_NONBLOCK"] : []),
  ];
  return `${kind.padEnd(24)} ${more.join(", ") || "neither named nor connected"}`;
}

/** Who has sent what to whom. */
export function wireLines(session: Session, look: Look): string[] {
  const all = crossings(session.steps, session.wakes);
  if (all.length === 0) return ["Nothing has crossed yet."];
  const column = Math.max(...all.map(({ from }) => from.length));
  return all.map((crossing) => cut(`  ${crossing.from.padEnd(column)}  ${crossingText(crossing)}`, look.width));
}

function crossingText({ kind, to = "nobody", data, length }: Crossing): string {
  const bytes = `${length} B${data === undefined || length === 0 ? "" : ` ${dataText(data, length)}`}`;
  switch (kind) {
    case "connect":
      return `──▶ ${to}  connects, and stands in its queue`;
    case "accept":
      return `◀─▶ ${to}  accepted: these two are connected`;
    case "data":
      return `──▶ ${to}  ${bytes}`;
    case "take":
      return length === 0 ? `sees the end of what ${to} sends` : `takes ${bytes}`;
    case "end":
      return `──▶ ${to}  end of this half (shutdown)`;
    case "close":
      return `──▶ ${to}  closed`;
    case "reset":
      return "learns that the connection was reset";
    case "pipe":
      return `──▶ ${to}  nothing: nobody reads there any more`;
    case "refused":
      return `──▶ ${to}  refused: nobody listens`;
  }
}

export function goalLines(goals: readonly Goal[], session: Session, look: Look): string[] {
  if (goals.length === 0) return ["No goals: this is free play. cards drill list shows drills that have some."];
  const reached = goalsReached(goals, session.steps, session.wakes);
  const paint = painter(look.color);
  return goals.map((goal, at) => {
    const isReached = reached[at] === true;
    const line = cut(`  ${isReached ? "✓" : "·"} ${goalText(goal)}`, look.width);
    return isReached ? paint("32", line) : line;
  });
}

/** All calls, or one with the constants that its parameters know. */
export function helpLines(name: string, look: Look): string[] {
  const call = callNamed(name);
  if (call === undefined) return generalHelp(look);
  const constants = call.parameters.flatMap(({ name, constants = [] }) =>
    constants.length === 0 ? [] : [`${name}: ${constants.join("… ")}…`],
  );
  return [
    ...labelled(`  ${signatureOf(call)}`, call.summary, 40, look.width),
    ...constants.map((line) => `      ${line.replaceAll("SOMAXCONN…", "SOMAXCONN")}`),
    `      man 2 ${call.name}`,
  ];
}

function generalHelp(look: Look): string[] {
  const paint = painter(look.color);
  return [
    paint("1", "Calls"),
    ...calls.flatMap((call) => labelled(`  ${signatureOf(call)}`, call.summary, 40, look.width)),
    paint("1", "Arguments"),
    ...labelled("  127.0.0.1:{port} [::1]:{port}", "addresses; {port}, {port2}: free ports; 0: any", 40, look.width),
    ...labelled(
      "  unix:{path} @name",
      "a path in the lab's own folder (also {path2}), an abstract name",
      40,
      look.width,
    ),
    ...labelled('  "hello\\n" "x" * 60000', "bytes, and so many of them", 40, look.width),
    ...labelled("  read(c, 5) = 5", 'what you expect: a number, an errno, "bytes", blocks', 40, look.width),
    paint("1", "Beside calls"),
    ...labelled("  b: accept(fd)", "actor b makes this call; b alone: all that follow", 40, look.width),
    ...labelled("  fds   wire   goals", "descriptors; who sent what to whom; what is to be reached", 40, look.width),
    ...labelled("  help CALL   quit", "one call; leave. Ctrl-C ends a process that sleeps", 40, look.width),
  ];
}
