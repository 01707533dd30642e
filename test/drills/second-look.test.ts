import { describe, expect, test } from "vitest";
import { solutionOf } from "../../src/drills/catalogue.ts";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { type Attempt, runDrill } from "../../src/drills/run.ts";
import { sanitizerSays } from "../../src/drills/second-look.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { decks, home, program, tcpHello } from "./drills.ts";

const [c, python] = [languageOf("c"), languageOf("python")] as [Language, Language];
const hasC = (await findToolchain(c)) !== undefined;
const hasStrace = findTool("strace") !== undefined;

async function run(language: Language, text: string, syscalls = false): Promise<Attempt> {
  using source = program(`main.${language.extension}`, text);
  return await runDrill({ drill: tcpHello, language, file: source.file, seed: 5, home, syscalls });
}

const failure = ({ verdict }: Attempt): string => verdict.checks.find(({ status }) => status === "fail")?.message ?? "";

const head = "#include <stdlib.h>\n#include <string.h>\n";
test.skipIf(!hasC).each([
  {
    name: "a block that is too short",
    text: `${head}int main(void) {\n  char *b = malloc(4);\n  strcpy(b, getenv("DRILL_TOKEN"));\n  b[4000000] = 1;\n  return b[0];\n}\n`,
    said: "ended by SIGSEGV; main.c:5: write beyond the end of what malloc gave",
  },
  {
    name: "a pointer to nowhere",
    text: `${head}int main(void) {\n  char *p = NULL;\n  return *p;\n}\n`,
    said: "ended by SIGSEGV; main.c:5: read through a pointer that leads nowhere",
  },
  {
    name: "freed twice",
    text: `${head}int main(void) {\n  char *p = malloc(3);\n  free(p);\n  free(p);\n}\n`,
    said: "ended by SIGABRT; main.c:6: memory was freed twice",
  },
])("a crash tells its line: $name", async ({ text, said }) => {
  const attempt = await run(c, text);

  expect(attempt.verdict).toMatchObject({ concept: "crashes" });
  // Where the compiler brings no sanitizer the signal alone is told.
  expect([said, said.split(";")[0]]).toContain(failure(attempt));
});

describe("what a sanitizer said", () => {
  test.each([
    { stderr: "main.c:9:5: runtime error: division by zero\n", said: "mine.c:9: division by zero" },
    {
      stderr:
        "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x1\nREAD of size 1 at 0x1 thread T0\n    #0 0x1 in memcpy ../x.c:3\n    #1 0x2 in main main.c:12\n",
      said: "mine.c:12: read in memory that was freed before",
    },
    { stderr: "Segmentation fault", said: undefined },
    {
      stderr: "==7==ERROR: AddressSanitizer: SEGV on unknown address\n    #0 0x1 in memcpy ../x.c:3\n",
      said: undefined,
    },
  ])("$said", ({ stderr, said }) => {
    expect(sanitizerSays(stderr, { source: "main.c", named: "mine.c" })).toBe(said);
  });
});

test.skipIf(!hasC || !hasStrace)("the calls of a program, from its first socket on", async () => {
  const { syscalls, verdict } = await run(c, solutionOf(decks, tcpHello, c) ?? "", true);

  expect(verdict.status).toBe("pass");
  expect(Array.isArray(syscalls) && syscalls.map((line: string) => /^(\w+)\(/.exec(line)?.[1])).toEqual([
    "socket",
    "connect",
    "write",
    "read",
    "read",
    "close",
    "write",
  ]);
});

test("where strace is missing, that is said", async () => {
  const path = process.env["PATH"];
  await findToolchain(python);
  try {
    process.env["PATH"] = "/nowhere";
    const attempt = await run({ ...python, id: "shell" }, "pass", true);
    if (attempt.verdict.status !== "skipped") expect(attempt.syscalls).toMatch(/strace is not here/);
  } finally {
    process.env["PATH"] = path;
  }
});
