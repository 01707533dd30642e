import type { CommandSpec } from "./spec.ts";

/** The commands around drills and sockets, in the order of the help. */
export const drillCommands: readonly CommandSpec[] = [
  {
    name: "drill",
    words: "[drill]",
    summary: "open a drill's work file and judge it on every save",
    options: [
      { flag: "lang", value: "language", summary: "c, cpp, python, javascript, typescript, go, rust, java or shell" },
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
      { flag: "syscalls", summary: "show the program's system calls, too (strace)" },
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
    name: "drill shell",
    words: "<drill>",
    summary: "a shell that is told what a run tells, for gdb and strace; the server lives as long as it",
    options: [
      { flag: "lang", value: "language", summary: "whose work file" },
      { flag: "transport", value: "transport", summary: "another of the drill's transports" },
      { flag: "seed", value: "n", summary: "the token and stamp of an earlier run" },
    ],
    load: () => import("./commands/drill-shell.ts"),
  },
  {
    name: "drill check",
    words: "[drill...]",
    summary: "starters fail, solutions pass, known-wrong programs fail by name",
    options: [
      { flag: "times", value: "n", summary: "run each n times" },
      { flag: "sample", value: "n", summary: "only n of the programs, chosen by the seed" },
      { flag: "seed", value: "n", summary: "of the first round; else 1" },
    ],
    load: () => import("./commands/drill-check.ts"),
  },
  {
    name: "client",
    words: "[use|none] [file]",
    summary: "your own client, once it has passed a drill, carries the answers that you type",
    options: [],
    load: () => import("./commands/client.ts"),
  },
  {
    name: "echo",
    words: "",
    summary: "the live echo server alone, with its view of the wire",
    options: [
      {
        flag: "transport",
        value: "transport",
        summary: "tcp4 tcp6 udp4 udp6 unix-stream unix-abstract unix-dgram unix-seqpacket icmp",
      },
      { flag: "port", value: "n", summary: "a port of your choice, else a free one" },
      {
        flag: "fault",
        value: "fault",
        repeats: true,
        summary: "split=2,5 pace coalesce delay rst fin hold drop=1 dup swap",
      },
    ],
    load: () => import("./commands/echo.ts"),
  },
  {
    name: "lab",
    words: "",
    summary: "socket calls, typed one at a time into two processes",
    options: [
      { flag: "actors", value: "names", summary: "other processes, such as a,b,c; else a,b" },
      {
        flag: "script",
        value: "file",
        summary: "take the lines from a file; exit 1 if one does not come out as it says",
      },
      { flag: "plain", summary: "line by line, also in a terminal" },
    ],
    load: () => import("./commands/lab.ts"),
  },
];
