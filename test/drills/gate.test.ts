import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { runDrill } from "../../src/drills/run.ts";
import { program, readLoop } from "./drills.ts";

/**
 * The split is gated by what was read, so pauses of any length on the learner's side change nothing. The long mode of
 * this test is `cards drill check --times 50`.
 */
const python = languageOf("python") as Language;
const canRun = existsSync("/proc/self/syscall") && (await findToolchain(python)) !== undefined;

const connect = `import os, socket, time
if os.environ["DRILL_TRANSPORT"] == "tcp4":
    s = socket.create_connection((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
else:
    s = socket.socket(socket.AF_UNIX)
    s.connect(os.environ["DRILL_PATH"])
s.sendall(os.environ["DRILL_TOKEN"].encode())
`;
const programs = [
  { name: "a prompt single read", text: "print(s.recv(99).decode())", concept: "single-read" },
  { name: "a late single read", text: "time.sleep(0.05)\nprint(s.recv(99).decode())", concept: "single-read" },
  {
    name: "a read, a pause, a close",
    text: "print(s.recv(99).decode())\ntime.sleep(0.05)\ns.close()",
    concept: "single-read",
  },
  {
    name: "no read, a pause, a close",
    text: "time.sleep(0.05)\ns.close()\nprint(os.environ['DRILL_TOKEN'])",
    concept: "never-reads",
  },
  {
    name: "a close at once, a pause",
    text: "s.close()\nprint(os.environ['DRILL_TOKEN'])\ntime.sleep(0.05)",
    concept: "never-reads",
  },
  { name: "two reads of three", text: "print(s.recv(99).decode() + s.recv(99).decode())", concept: "single-read" },
  { name: "three reads", text: "print(''.join(s.recv(99).decode() for _ in range(3)))", concept: undefined },
  {
    name: "late reads",
    text: "time.sleep(0.05)\nwhile c := s.recv(3):\n    print(c.decode(), end='')\n    time.sleep(0.002)",
    concept: undefined,
  },
];

describe.skipIf(!canRun).each(["tcp4", "unix-stream"] as const)("over %s", (transport) => {
  test.concurrent.each(programs)("$name: $concept, each time", async ({ text, concept }) => {
    using source = program("main.py", connect + text);
    for (let seed = 1; seed <= 2; seed++) {
      const { verdict, events } = await runDrill({
        drill: readLoop,
        language: python,
        file: source.file,
        seed,
        transport,
      });

      expect(verdict).toMatchObject({ status: concept === undefined ? "pass" : "fail", concept });
      expect(events.filter((event) => event.fault?.includes("by time"))).toEqual([]);
    }
  });
});
