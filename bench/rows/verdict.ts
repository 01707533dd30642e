import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { drillEnvironment } from "../../src/drills/environment.ts";
import { languageOf } from "../../src/drills/languages.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { runDrill } from "../../src/drills/run.ts";
import { wordsOf } from "../../src/drills/seed.ts";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import type { Drill } from "../../src/model.ts";
import { builtInDecks } from "../../src/settings/home.ts";
import type { Row } from "../row.ts";

const seed = 7;

/** The first drill of the course, without its prose. */
const drill: Drill = {
  id: "tcp-hello",
  role: "client",
  transports: ["tcp4"],
  wire: [{ kind: "read", value: ["token"] }, { kind: "write", value: ["token", "stamp"], split: [] }, { kind: "end" }],
  print: ["token", "stamp"],
  exit: 0,
  close: "fin",
  say: {},
  needs: [],
  title: "",
  task: "",
  hints: [],
  debrief: "",
  line: 1,
};

export const row: Row = {
  what: "save → verdict / compile + run, a solution in C, no cage",
  ratio: "time",
  reach: 1.1,
  aim: 1.03,
  async prepare(bench) {
    const language = languageOf("c");
    const toolchain = language === undefined ? undefined : await findToolchain(language);
    if (language === undefined || toolchain?.compile === undefined) return { skipped: "no C compiler here" };
    const file = join(builtInDecks(), "sockets/tcp-hello/solution.c");
    copyFileSync(file, join(bench.folder, "solution.c"));
    const compile = toolchain.compile.map((word) =>
      word.replace("{source}", "solution.c").replace("{program}", "bare"),
    );
    return {
      rounds: 15,
      async ours() {
        const start = performance.now();
        const { verdict } = await runDrill({ drill, language, file, seed, cage: "group" });
        const ms = performance.now() - start;
        if (verdict.status !== "pass") throw new Error(`the solution does not pass: ${verdict.status}`);
        return ms;
      },
      yardstick: () => compileAndRun(bench.folder, compile),
    };
  },
};

const run = promisify(execFile);

/** What a learner would wait for anyway; the server it talks to stands already. */
async function compileAndRun(folder: string, [compiler = "", ...words]: readonly string[]): Promise<number> {
  const script = { steps: drill.wire, words: wordsOf(seed) };
  await using endpoint = await openEndpoint(
    { transport: "tcp4", script },
    openTranscript(() => 0, false),
  );
  const env = { ...process.env, ...drillEnvironment(endpoint.address, script.words.token.toString()) };
  const start = performance.now();
  await run(compiler, words, { cwd: folder });
  await run(join(folder, "bare"), { env });
  return performance.now() - start;
}
