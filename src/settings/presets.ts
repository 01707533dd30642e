import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import type { Preset } from "../model.ts";
import { defaultPreset, readPreset } from "../schedule/preset.ts";
import { builtInDecks } from "./home.ts";

export interface Presets {
  /** The preset of a deck: that of the nearest deck above it that has one, else the default. */
  of(deck: string): Preset;
  /** Drills that are never due: `curiosities = ["fd-reuse"]` of any deck. They are done by name. */
  readonly curiosities: readonly string[];
  /** Sentences about what could not be understood, each beginning with the file. */
  readonly complaints: readonly string[];
}

/** Reads decks/<deck>.toml of the product, then of the home, which wins. `decks/linux.toml` is for the deck Linux and all below it. */
export function loadPresets(home: string): Presets {
  const found = new Map<string, Preset>();
  const complaints: string[] = [];
  const curiosities = new Set<string>();
  for (const folder of [builtInDecks(), join(home, "decks")]) {
    for (const name of tomlFiles(folder)) {
      const file = join(folder, name);
      const deck = name.slice(0, -".toml".length).toLowerCase();
      const read = presetOf(file, deck);
      if (read.preset !== undefined) found.set(deck, read.preset);
      for (const drill of read.curiosities) curiosities.add(drill);
      complaints.push(...read.complaints.map((sentence) => `${file}: ${sentence}`));
    }
  }
  return { of: (deck) => nearest(found, deck.toLowerCase()), curiosities: [...curiosities], complaints };
}

function tomlFiles(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".toml"))
        .toSorted()
    : [];
}

interface DeckFile {
  readonly preset: Preset | undefined;
  readonly curiosities: readonly string[];
  readonly complaints: readonly string[];
}

function presetOf(file: string, deck: string): DeckFile {
  try {
    const { notes: _, curiosities = [], ...values } = parse(readFileSync(file, "utf8"));
    const ids = Array.isArray(curiosities) ? curiosities.filter((id) => typeof id === "string") : [];
    const isWrong = !Array.isArray(curiosities) || ids.length < curiosities.length;
    const { preset, complaints } = readPreset(deck, values);
    const complaint = "curiosities: expected a list of the ids of drills";
    return { preset, curiosities: ids, complaints: isWrong ? [complaint, ...complaints] : complaints };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { preset: undefined, curiosities: [], complaints: [`${reason}; the defaults are used`] };
  }
}

function nearest(found: ReadonlyMap<string, Preset>, deck: string): Preset {
  const known = found.get(deck.replaceAll("::", "--")) ?? found.get(deck);
  if (known !== undefined) return known;
  const above = deck.lastIndexOf("::");
  return above === -1 ? defaultPreset : nearest(found, deck.slice(0, above));
}
