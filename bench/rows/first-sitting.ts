import type { Row } from "../row.ts";
import { contest } from "./first-card.ts";

export const row: Row = {
  what: "review --plain, one card and its end / node -e 0",
  ratio: "time",
  reach: 2.5,
  aim: 1.8,
  prepare: (bench) => contest(bench, "the whole process", (sitting) => sitting.ended),
};
