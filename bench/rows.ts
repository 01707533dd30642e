import type { Row } from "./row.ts";

/** All rows of the table, in its order. Loaded one by one, so that a row whose room is broken spoils only itself. */
export const rows: Readonly<Record<string, () => Promise<{ readonly row: Row }>>> = {
  scan: () => import("./rows/scan.ts"),
  "cold-import": () => import("./rows/cold-import.ts"),
  "import-process": () => import("./rows/import-process.ts"),
  "no-change": () => import("./rows/no-change.ts"),
  "one-edit": () => import("./rows/one-edit.ts"),
  "first-card": () => import("./rows/first-card.ts"),
  "first-screen": () => import("./rows/first-screen.ts"),
  "first-sitting": () => import("./rows/first-sitting.ts"),
  "next-card": () => import("./rows/next-card.ts"),
  "next-card-decks": () => import("./rows/next-card-decks.ts"),
  "durable-review": () => import("./rows/durable-review.ts"),
  apkg: () => import("./rows/apkg.ts"),
  verdict: () => import("./rows/verdict.ts"),
  echo: () => import("./rows/echo.ts"),
  "echo-large": () => import("./rows/echo-large.ts"),
};
