import type { Zone } from "../model.ts";
import { namesBehind } from "../notes/drill/derive.ts";
import { interval, parameters, retrievability } from "../schedule/fsrs.ts";
import { dayNumber } from "../schedule/day.ts";
import { type Card } from "../store/cards.ts";
import type { Db } from "../store/database.ts";
import { type Event, eventsOf } from "../store/events.ts";
import type { Presets } from "../settings/presets.ts";
import { dueIso } from "./card-json.ts";

/** Everything that explains a card: where it stands, why it is this card, why it is due then. */
export interface Reasons {
  readonly source: { readonly vault: string; readonly path: string; readonly line: number; readonly endLine: number };
  readonly rule: {
    readonly dialect: string;
    readonly noteType: string;
    readonly kind: string;
    readonly ordinal: number;
  };
  readonly identity: {
    readonly card: string;
    readonly block: string;
    readonly foreignId: string | null;
    readonly evidence: string;
    readonly retired: boolean;
  };
  /** With the names in the card's code that a drill was derived from. */
  readonly drills: readonly (Card["drills"][number] & { readonly names: readonly string[] })[];
  readonly schedule: {
    readonly phase: string;
    readonly due: string | null;
    readonly stability: number | null;
    readonly difficulty: number | null;
    readonly retrievability: number | null;
    readonly retention: number;
    readonly preset: string;
    /** Days that the memory's stability gives at the desired retention, before fuzz. */
    readonly idealInterval: number | null;
    readonly intervalDays: number;
  };
  readonly history: readonly {
    readonly time: string;
    readonly kind: string;
    readonly detail: string;
    readonly undone: boolean;
  }[];
}

export function reasonsFor(db: Db, card: Card, at: { time: number; zone: Zone }, presets: Presets): Reasons {
  const preset = presets.of(card.deck);
  const { schedule } = card.state;
  const w = parameters(preset.weights);
  const elapsed = schedule.lastDay === undefined ? 0 : dayNumber(at.time, at.zone) - schedule.lastDay;
  const all = eventsOf(db, card.key);
  const undone = new Set(all.flatMap((event) => (event.kind === "undo" ? [event.undoes] : [])));
  return {
    source: { vault: card.vault, path: card.path, line: card.line, endLine: card.endLine },
    rule: { dialect: card.dialect, noteType: card.noteType, kind: card.kind, ordinal: card.ordinal },
    identity: {
      card: card.key,
      block: card.block,
      foreignId: card.foreignId ?? null,
      evidence: card.evidence,
      retired: card.retired,
    },
    drills: card.drills.map((drill) => ({ ...drill, names: drill.via === "derived" ? namesIn(card, drill.id) : [] })),
    schedule: {
      phase: schedule.phase,
      due: schedule.due === undefined ? null : dueIso(schedule.due, at.zone),
      stability: schedule.memory?.stability ?? null,
      difficulty: schedule.memory?.difficulty ?? null,
      retrievability: schedule.memory === undefined ? null : retrievability(w, schedule.memory, elapsed),
      retention: preset.retention,
      preset: preset.name,
      idealInterval: schedule.memory === undefined ? null : interval(w, schedule.memory.stability, preset.retention),
      intervalDays: schedule.intervalDays,
    },
    history: all.map((event) => ({
      time: new Date(event.time).toISOString(),
      kind: event.kind,
      detail: detailOf(event, at.zone),
      undone: undone.has(event.id),
    })),
  };
}

function namesIn({ fields }: Card, drill: string): string[] {
  return namesBehind(drill, fields.map(({ text }) => text).join("\n\n"));
}

function detailOf(event: Event, zone: Zone): string {
  if (event.kind === "review") return `${event.rating}, then due ${dueIso(event.dueAfter, zone)}`;
  if (event.kind === "retire") return event.asked === undefined ? "" : `when it asked for: ${event.asked}`;
  if (event.kind !== "adopt") return "";
  return `from the note: due ${dueIso({ day: event.day }, zone)}, after ${event.from.intervalDays} days`;
}
