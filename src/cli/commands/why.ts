import { headline } from "../../desk/card-json.ts";
import { findCard } from "../../desk/find.ts";
import { reasonsFor, type Reasons } from "../../desk/reasons.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { loadPresets } from "../../settings/presets.ts";
import { type Context, document } from "../context.ts";

export function run(context: Context): number {
  const card = findCard(context.db(), context.words[0] ?? "");
  const reasons = reasonsFor(
    context.db(),
    card,
    { time: context.now(), zone: context.zone },
    loadPresets(context.home),
  );
  if (context.json) context.out(document(reasons));
  else context.out(safeText([headline(card), "", ...told(reasons)].join("\n")));
  return 0;
}

function told(reasons: Reasons): string[] {
  const { source, rule, identity, schedule } = reasons;
  const due = schedule.due === null ? "not yet: it is new" : schedule.due;
  return [
    `source    ${source.path}:${source.line}–${source.endLine}  in ${source.vault}`,
    `rule      ${rule.dialect} block of type ${rule.noteType}: ${rule.kind}, card ${rule.ordinal + 1}`,
    `identity  ${identity.card}, recognised by ${identity.evidence}${identity.foreignId === null ? "" : ` (${identity.foreignId})`}${identity.retired ? "; retired: its block is gone" : ""}`,
    `due       ${due}  (${schedule.phase})`,
    `memory    stability ${round(schedule.stability)} days, difficulty ${round(schedule.difficulty)}, recall now ${round(schedule.retrievability)}`,
    `interval  ${schedule.intervalDays} days; ${round(schedule.idealInterval)} would bring recall to ${schedule.retention} (preset ${schedule.preset}), the rest is fuzz and steps`,
    `drills    ${reasons.drills.length === 0 ? "none" : reasons.drills.map((drill) => `${drill.id} (${drill.via})`).join(", ")}`,
    `history   ${reasons.history.length === 0 ? "none" : ""}`,
    ...reasons.history.map(
      (event) => `  ${event.time}  ${event.kind} ${event.detail}${event.undone ? "  (taken back)" : ""}`,
    ),
  ];
}

function round(value: number | null): string {
  return value === null ? "–" : String(Math.round(value * 100) / 100);
}
