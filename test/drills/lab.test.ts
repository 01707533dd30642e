import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languageOfFile } from "../../src/drills/languages.ts";
import { runDrill } from "../../src/drills/run.ts";
import { missingLibc } from "../../src/libc/libc.ts";
import { parseDrill } from "../../src/notes/drill/drill-block.ts";

const here = test.skipIf(missingLibc() !== undefined);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync("/tmp/cards-lab-test-");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = `id: abc
role: lab
goal:
  - {of: bind, then: works}
  - {of: accept, then: wakes, say: nobody came}
  - {of: read, data: hi}`;

async function verdict(script: string) {
  const { drill } = parseDrill("n.md", { line: 1, text, title: "T", task: "", hints: [], debrief: "" });
  const file = join(folder, "work.lab");
  writeFileSync(file, script);
  const language = languageOfFile(file);
  if (drill === undefined || language === undefined) throw new Error("no drill");
  const attempt = await runDrill({ drill, language, file, seed: 1 });
  return { ...attempt.verdict, language: attempt.language, calls: attempt.calls?.length };
}

const door = "d = socket(AF_UNIX, SOCK_STREAM)\nbind(d, unix:{path})\nlisten(d, 2)\n";
const guest = "b: s = socket(AF_UNIX, SOCK_STREAM)\nb: connect(s, unix:{path})\n";

here.each([
  ["reaches its goals", `${door}c = accept(d)\n${guest}b: write(s, "hi")\nread(c, 5)`, "pass", undefined],
  ["misses one", `${door}${guest}c = accept(d)`, "fail", "goal-missed"],
  ["says 5, and it is 2", `${door}c = accept(d)\n${guest}b: write(s, "hi")\nread(c, 5) = 5`, "fail", "wrong-value"],
  ["goes on with a process that sleeps", `${door}c = accept(d)\nclose(d)\n${guest}`, "fail", "both-wait"],
  ["expects success", "listen(99, 1) = 0", "fail", "expects-success"],
  ["expects failure", "socket(AF_UNIX, SOCK_STREAM) = EPERM", "fail", "expects-failure"],
  ["expects another errno", "listen(99, 1) = EINVAL", "fail", "wrong-errno"],
  ["expects to wait", "socket(AF_UNIX, SOCK_STREAM) = blocks", "fail", "expects-waiting"],
  ["expects no waiting", `${door}accept(d) = EAGAIN`, "fail", "expects-return"],
  ["is misspelt", "bnd(3)", "error", "does-not-build"],
  ["makes no call", "# nothing yet", "error", "does-not-build"],
  ["leads out of the lab", "s = socket(AF_INET, SOCK_STREAM)\nconnect(s, 8.8.8.8:53)", "error", "does-not-build"],
])("a script that %s", async (_, script, status, concept) => {
  expect(await verdict(script)).toMatchObject({ status, concept, language: "lab" });
});
