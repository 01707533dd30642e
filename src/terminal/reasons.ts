import type { Reasons } from "../desk/reasons.ts";
import { safeLine } from "../markdown/safe-text.ts";

/** A card's place, memory and history, one fact a line; the text is still as it was stored. */
export function reasonLines(reasons: Reasons): readonly string[] {
  const { source, rule, identity, schedule } = reasons;
  const due = schedule.due === null ? "not yet: it is new" : moment(schedule.due);
  const memory = [
    `memory    stability ${days(schedule.stability)}, difficulty ${round(schedule.difficulty)}, recall now ${round(schedule.retrievability)}`,
    `interval  ${days(schedule.intervalDays)}; ${round(schedule.idealInterval)} would bring recall to ${schedule.retention} (preset ${schedule.preset}), the rest is fuzz and steps`,
  ];
  return [
    safeLine(`source    ${source.path}:${source.line}–${source.endLine}  in ${source.vault}`),
    `rule      ${rule.dialect} block of type ${rule.noteType}: ${rule.kind}, ${rule.ordinal < 1000 ? `card ${rule.ordinal + 1}` : "a cloze that is gone"}`,
    `identity  ${identity.card}, ${identity.evidence === "first sight" ? "as it was first seen" : `recognised by ${identity.evidence}`}${identity.foreignId === null ? "" : ` (${identity.foreignId})`}${identity.retired ? "; retired: it is in the notes no more" : ""}`,
    `due       ${due}  (${schedule.phase})`,
    ...(schedule.stability === null ? [`memory    none yet (preset ${schedule.preset})`] : memory),
    `drills    ${reasons.drills.length === 0 ? "none" : reasons.drills.map(drillWords).join(", ")}`,
    `history   ${reasons.history.length === 0 ? "none" : ""}`,
    ...reasons.history.map(
      (event) =>
        `  ${moment(event.time)}  ${event.kind} ${withMoments(event.detail)}${event.undone ? "  (taken back)" : ""}`,
    ),
  ];
}

/** `tcp-hello (derived from AF_INET, connect)`. */
function drillWords({ id, via, names }: Reasons["drills"][number]): string {
  return names.length === 0 ? `${id} (${via})` : `${id} (${via} from ${names.slice(0, 3).join(", ")})`;
}

/** To the minute; the moment is UTC. */
function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}

function withMoments(detail: string): string {
  return detail.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment);
}

function days(count: number | null): string {
  return `${round(count)} ${count === 1 ? "day" : "days"}`;
}

function round(value: number | null): string {
  return value === null ? "–" : String(Math.round(value * 100) / 100);
}
