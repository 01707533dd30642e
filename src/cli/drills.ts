import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import { builtInDecks, workFolder } from "../settings/home.ts";
import type { Bench, BenchOptions } from "../review/bench.ts";
import type { Presets } from "../settings/presets.ts";
import type { Context } from "./context.ts";
import { drillsOfKnownCards, scheduledDrills } from "../store/drills.ts";

/** What a sitting needs of drills. Their rooms are loaded only when the last card is done, or one is asked for. */
export interface SittingDrills {
  readonly offer: (wanted: string | undefined) => Promise<Drill | undefined>;
  readonly bench: (id: string) => Promise<Bench>;
}

export function sittingDrills(context: Context, presets: Presets): SittingDrills {
  return {
    async offer(wanted) {
      const db = context.db();
      const none = scheduledDrills(db).length === 0 && drillsOfKnownCards(db).size === 0;
      if (wanted === undefined && none) return undefined;
      const [{ allDrills }, { dueDrill }] = await Promise.all([
        import("../drills/library.ts"),
        import("../review/offer.ts"),
      ]);
      if (wanted !== undefined) return allDrills(db).find((drill) => drill.id === wanted);
      const drills = [];
      const hasLab = (await import("../libc/libc.ts")).missingLibc() === undefined;
      const all = allDrills(db).filter(({ role }) => hasLab || !["sequence", "predict"].includes(role));
      for (const drill of all) if ((await usableLanguage(context, drill)) !== undefined) drills.push(drill);
      return dueDrill(db, drills, { time: context.now(), zone: context.zone }, presets.curiosities);
    },
    async bench(id) {
      const { findDrill } = await import("../drills/library.ts");
      return benchFor(context, findDrill(context.db(), id), { presets });
    },
  };
}

export interface Wanted {
  readonly presets: Presets;
  readonly language?: string | undefined;
  readonly transport?: BenchOptions["transport"];
}

/** The work on a drill in the wanted language, else in the first one whose tools are here. */
export async function benchFor(context: Context, drill: Drill, wanted: Wanted): Promise<Bench> {
  const { openBench } = await import("../review/bench.ts");
  const language = await usableLanguage(context, drill, wanted.language);
  if (language === undefined) {
    throw new CardsError(
      `${drill.id}: no tool for it here`,
      "cards doctor tells which languages are missing; cards drill list which drills can be done.",
      { exit: 4 },
    );
  }
  return openBench(drill, {
    db: context.db(),
    presets: wanted.presets,
    now: () => ({ time: context.now(), zone: context.zone }),
    decks: builtInDecks(),
    home: context.home,
    folder: workFolder(context.home),
    language,
    transport: wanted.transport,
  });
}

/** The wanted language, else the first whose tools are here. */
export async function usableLanguage({ home }: Context, drill: Drill, wanted?: string) {
  const { languagesOf } = await import("../drills/catalogue.ts");
  const { languageOf } = await import("../drills/languages.ts");
  const { findToolchain } = await import("../drills/toolchain.ts");
  const all = languagesOf(builtInDecks(), drill);
  const chosen = wanted === undefined ? all : all.filter((language) => language === languageOf(wanted));
  if (wanted !== undefined && chosen.length === 0) {
    throw new CardsError(
      `${wanted}: ${drill.id} has no starter in it`,
      `It can be done in ${all.map((language) => language.id).join(", ")}.`,
      { exit: 2 },
    );
  }
  for (const language of chosen) if ((await findToolchain(language, home)) !== undefined) return language;
  return undefined;
}
