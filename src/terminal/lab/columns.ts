import { textWidth } from "../../markdown/width.ts";
import type { Look } from "../card.ts";
import { painter } from "../line.ts";

/** Side by side from here on; below it one after the other, each line with its actor. */
const leastColumns = 80;
const leastColumn = 26;
const gap = 2;

/** Where each actor's lines stand. */
export interface Layout {
  /** How wide a block of this actor may be. */
  readonly room: number;
  /** Puts its lines in their place. */
  place(actor: string, lines: readonly string[]): string[];
  /** What stands above all: the actors' names. */
  readonly head: readonly string[];
}

export function layoutFor(actors: readonly string[], { width, color }: Look, isPlain = false): Layout {
  const room = Math.floor((width - gap * (actors.length - 1)) / actors.length);
  const isWide = !isPlain && width >= leastColumns && room >= leastColumn;
  const paint = painter(color);
  if (!isWide) return below(actors, width, paint);
  const indent = (actor: string): string => " ".repeat(Math.max(0, actors.indexOf(actor)) * (room + gap));
  const bars = actors.map((actor) => `── ${actor} ${"─".repeat(Math.max(0, room - textWidth(actor) - 4))}`);
  return {
    room,
    place: (actor, lines) => lines.map((line) => indent(actor) + line),
    head: [paint("2", bars.join(" ".repeat(gap)))],
  };
}

function below(actors: readonly string[], width: number, paint: (codes: string, text: string) => string): Layout {
  const lead = Math.max(...actors.map(textWidth)) + 2;
  return {
    room: Math.max(20, width - lead),
    place: (actor, lines) =>
      lines.map((line, index) => {
        const name = index === 0 ? `${actor}: ` : "";
        return paint("1", name) + " ".repeat(lead - textWidth(name)) + line;
      }),
    head: [],
  };
}
