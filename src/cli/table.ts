import type { Run } from "./context.ts";

export interface OptionSpec {
  readonly flag: string;
  /** Its value's name; a flag without one is yes or no. */
  readonly value?: string;
  readonly summary: string;
}

export interface CommandSpec {
  /** `drill run` is the sub-command run of drill. */
  readonly name: string;
  /** Its words, as help shows them: `<path...>`, `[query...]`. */
  readonly words: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

export const everywhere: readonly OptionSpec[] = [
  { flag: "json", summary: "one JSON document on stdout" },
  { flag: "home", value: "dir", summary: "folder of the database (else CARDS_HOME)" },
  { flag: "now", value: "moment", summary: "pretend that it is this moment (ISO 8601)" },
];

/** Every command, in the order of the help. Each is loaded only when it runs. */
export const commands: readonly CommandSpec[] = [
  {
    name: "import",
    words: "<path...>",
    summary: "take in a vault, a folder or a note; notes are only ever read",
    options: [
      { flag: "dry-run", summary: "show what would change, write nothing" },
      { flag: "allow-removals", summary: "let cards retire even when many would" },
    ],
    load: () => import("./commands/import.ts"),
  },
  {
    name: "review",
    words: "[query...]",
    summary: "a sitting: due cards, then one due drill",
    options: [
      { flag: "plain", summary: "line by line, also in a terminal" },
      { flag: "limit", value: "n", summary: "no more than n ratings" },
    ],
    load: () => import("./commands/review.ts"),
  },
  {
    name: "drill",
    words: "[drill]",
    summary: "open a drill's work file and judge it on every save",
    options: [
      { flag: "lang", value: "language", summary: "c, python, javascript or shell" },
      { flag: "transport", value: "transport", summary: "another of the drill's transports" },
    ],
    load: () => import("./commands/drill.ts"),
  },
  {
    name: "drill run",
    words: "<drill>",
    summary: "one verdict on a file",
    options: [
      { flag: "file", value: "file", summary: "the program to judge" },
      { flag: "lang", value: "language", summary: "else known by the file's ending" },
      { flag: "transport", value: "transport", summary: "another of the drill's transports" },
      { flag: "seed", value: "n", summary: "replay the token and stamp of an earlier run" },
    ],
    load: () => import("./commands/drill-run.ts"),
  },
  { name: "drill list", words: "", summary: "all drills", options: [], load: () => import("./commands/drill-list.ts") },
  {
    name: "drill show",
    words: "<drill>",
    summary: "a drill's task, starter and environment",
    options: [{ flag: "lang", value: "language", summary: "whose starter" }],
    load: () => import("./commands/drill-show.ts"),
  },
  {
    name: "drill check",
    words: "[drill...]",
    summary: "starters fail, solutions pass, known-wrong programs fail by name",
    options: [{ flag: "times", value: "n", summary: "run each n times" }],
    load: () => import("./commands/drill-check.ts"),
  },
  {
    name: "echo",
    words: "",
    summary: "the live echo server alone, with its view of the wire",
    options: [
      { flag: "transport", value: "transport", summary: "tcp4 or unix-stream" },
      { flag: "port", value: "n", summary: "a port of your choice, else a free one" },
    ],
    load: () => import("./commands/echo.ts"),
  },
  {
    name: "due",
    words: "[query...]",
    summary: "what is due now",
    options: [],
    load: () => import("./commands/due.ts"),
  },
  {
    name: "list",
    words: "[query...]",
    summary: "cards, one a line",
    options: [],
    load: () => import("./commands/list.ts"),
  },
  {
    name: "show",
    words: "<card>",
    summary: "a card with its answer",
    options: [],
    load: () => import("./commands/show.ts"),
  },
  {
    name: "why",
    words: "<card>",
    summary: "where a card comes from and why it is due then",
    options: [],
    load: () => import("./commands/why.ts"),
  },
  {
    name: "answer",
    words: "<card> <rating>",
    summary: "one review without a screen",
    options: [],
    load: () => import("./commands/answer.ts"),
  },
  {
    name: "undo",
    words: "",
    summary: "take the last thing back, an import included",
    options: [],
    load: () => import("./commands/undo.ts"),
  },
  {
    name: "suspend",
    words: "<card...>",
    summary: "put cards away until further notice",
    options: [],
    load: () => import("./commands/set-aside.ts").then((room) => ({ run: room.suspend })),
  },
  {
    name: "unsuspend",
    words: "<card...>",
    summary: "bring cards back",
    options: [],
    load: () => import("./commands/set-aside.ts").then((room) => ({ run: room.unsuspend })),
  },
  {
    name: "bury",
    words: "<card...>",
    summary: "put cards away until tomorrow",
    options: [],
    load: () => import("./commands/set-aside.ts").then((room) => ({ run: room.bury })),
  },
  {
    name: "stats",
    words: "",
    summary: "what you did and what is to come",
    options: [],
    load: () => import("./commands/stats.ts"),
  },
  {
    name: "vaults",
    words: "",
    summary: "the vaults that were imported",
    options: [],
    load: () => import("./commands/vaults.ts"),
  },
  {
    name: "doctor",
    words: "",
    summary: "what is here, what is missing, what is wrong",
    options: [],
    load: () => import("./commands/doctor.ts"),
  },
  {
    name: "rebuild",
    words: "",
    summary: "derive all schedules anew from the events",
    options: [],
    load: () => import("./commands/rebuild.ts"),
  },
];
