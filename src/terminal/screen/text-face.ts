import type { Look } from "../card.ts";
import type { Face, Stage } from "./stage.ts";
import { textPage } from "./text-page.ts";

/** Help, card info: read and left again by any key that leaves. */
export function textFace(title: string, lines: (look: Look) => readonly string[]): Face {
  return {
    page: (look) => textPage(title, lines(look), look),
    key(key: string, stage: Stage) {
      if (["esc", "q", "space", "enter", "?", "i", "t"].includes(key)) stage.pop();
    },
  };
}
