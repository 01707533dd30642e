import { loadPresets } from "../../src/settings/presets.ts";
import { nextCardRow } from "./next-card.ts";

/** Decks with limits of their own, as a learner has who took in the course beside a vault. */
export const row = nextCardRow("two presets", loadPresets);
