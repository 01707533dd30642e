import { join } from "node:path";
import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import { builtInDecks } from "../settings/home.ts";
import type { Presets } from "../settings/presets.ts";
import type { Context } from "./context.ts";
import { drillsOfKnownCards, scheduledDrills } from "../store/drills.ts";

/** What a sitting needs of drills. Their rooms are loaded only when the last card is done, or `d` is typed. */
export interface SittingDrills {
  readonly offer: () => Promise<Drill | undefined>;
  readonly start: (id: string, lines: AsyncIterator<string>) => Promise<void>;
}

export function sittingDrills(context: Context, presets: Presets): SittingDrills {
  return {
    async offer() {
      const db = context.db();
      if (scheduledDrills(db).length === 0 && drillsOfKnownCards(db).size === 0) return undefined;
      const [{ allDrills }, { dueDrill }] = await Promise.all([
        import("../drills/library.ts"),
        import("../review/offer.ts"),
      ]);
      const drills = [];
      for (const drill of allDrills(db)) if ((await usableLanguage(drill)) !== undefined) drills.push(drill);
      return dueDrill(db, drills, { time: context.now(), zone: context.zone });
    },
    async start(id, lines) {
      const { findDrill } = await import("../drills/library.ts");
      await startDrill(context, findDrill(context.db(), id), { presets, lines });
    },
  };
}

export interface Start {
  readonly presets: Presets;
  readonly lines: AsyncIterator<string>;
  readonly language?: string | undefined;
  readonly transport?: "tcp4" | "unix-stream" | undefined;
}

/** Opens the drill's pane in the wanted language, else in the first one whose tools are here. */
export async function startDrill(context: Context, drill: Drill, start: Start): Promise<object> {
  const { drillPane } = await import("../terminal/drill-pane.ts");
  const language = await usableLanguage(drill, start.language);
  if (language === undefined) {
    throw new CardsError(
      `${drill.id}: no tool for it here`,
      "cards doctor tells which languages are missing; cards drill list which drills can be done.",
      { exit: 4 },
    );
  }
  return drillPane(drill, {
    db: context.db(),
    presets: start.presets,
    now: () => ({ time: context.now(), zone: context.zone }),
    decks: builtInDecks(),
    folder: join(context.home, "work"),
    language,
    transport: start.transport,
    lines: start.lines,
    write: (text) => void (context.json ? process.stderr : process.stdout).write(text),
    width: context.width,
    color: context.color,
  });
}

async function usableLanguage(drill: Drill, wanted?: string) {
  const { languagesOf } = await import("../drills/catalogue.ts");
  const { findToolchain } = await import("../drills/languages.ts");
  const all = languagesOf(builtInDecks(), drill);
  const chosen =
    wanted === undefined ? all : all.filter((language) => language.id === wanted || language.extension === wanted);
  if (wanted !== undefined && chosen.length === 0) {
    throw new CardsError(
      `${wanted}: ${drill.id} has no starter in it`,
      `It can be done in ${all.map((language) => language.id).join(", ")}.`,
      { exit: 2 },
    );
  }
  for (const language of chosen) if ((await findToolchain(language)) !== undefined) return language;
  return undefined;
}
