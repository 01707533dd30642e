import type { CommandSpec } from "./spec.ts";

/** The commands around notes and vaults, in the order of the help. */
export const noteCommands: readonly CommandSpec[] = [
  {
    name: "check",
    words: "[path...]",
    summary: "what is wrong in notes, as a linter tells it; imports nothing",
    options: [
      { flag: "verbose", short: "v", summary: "show each line with its place" },
      { flag: "format", value: "format", summary: "text, json or github" },
    ],
    load: () => import("./commands/check.ts"),
  },
  {
    name: "fix",
    words: "<path...>",
    summary: "mend in notes what is safe: encoding, a missing END, the order of IDs",
    options: [
      { flag: "dry-run", short: "n", summary: "show what would change, write nothing" },
      { flag: "only", value: "rules", summary: "repaired-encoding, missing-end, id-order" },
    ],
    load: () => import("./commands/fix.ts"),
  },
  {
    name: "suggest",
    words: "<path...>",
    summary: "what in notes without cards could become one; nothing becomes one by itself",
    options: [
      { flag: "accept", value: "numbers", summary: "make cards of these, such as 3,5" },
      { flag: "into", value: "file", summary: "the note that accepted cards are appended to" },
      { flag: "limit", value: "n", summary: "list no more than n, else 30; with --json all" },
    ],
    load: () => import("./commands/suggest.ts"),
  },
  {
    name: "vaults",
    words: "",
    summary: "the vaults that were imported",
    options: [],
    load: () => import("./commands/vaults.ts"),
  },
  {
    name: "forget",
    words: "<vault>",
    summary: "take a vault and its cards off every list; what was learnt is kept",
    options: [],
    load: () => import("./commands/forget.ts"),
  },
];
