import { cardCommands } from "./card-commands.ts";
import { drillCommands } from "./drill-commands.ts";
import { noteCommands } from "./note-commands.ts";
import type { CommandSpec } from "./spec.ts";

const daily: readonly CommandSpec[] = [
  {
    name: "import",
    words: "<path...>",
    summary: "take in a vault, a folder or a note; notes are only read, unless you ask for ids",
    options: [
      { flag: "dry-run", short: "n", summary: "show what would change, write nothing" },
      { flag: "watch", short: "w", summary: "go on: take in every change as it is saved, until Ctrl-C" },
      {
        flag: "write-ids",
        summary: "write an id into each START … END block that has none: the only import that changes notes",
      },
      { flag: "erase-ids", summary: "take those ids out again" },
      { flag: "allow-removals", summary: "let cards retire even when many would" },
      {
        flag: "gate",
        value: "tags|open",
        summary: "from now on read a::b in notes with a flashcard tag only, or in all",
      },
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
];

const upkeep: readonly CommandSpec[] = [
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

/** Every command below its heading, in the order of the help. Each is loaded only when it runs. */
export const groups: readonly { readonly title: string; readonly commands: readonly CommandSpec[] }[] = [
  { title: "Every day", commands: daily },
  { title: "Drills and sockets", commands: drillCommands },
  { title: "Notes and vaults", commands: noteCommands },
  { title: "Cards", commands: cardCommands },
  { title: "Upkeep", commands: upkeep },
];

export const commands: readonly CommandSpec[] = groups.flatMap((group) => group.commands);
