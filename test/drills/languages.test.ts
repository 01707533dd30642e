import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/drills/cage.ts";
import { solutionOf } from "../../src/drills/catalogue.ts";
import { type Language, type LanguageId, languageOf, languageOfFile, languages } from "../../src/drills/languages.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { type Attempt, runDrill } from "../../src/drills/run.ts";
import { readLanguageSettings } from "../../src/settings/languages.ts";
import { decks, home, leftovers, program, socatLab, tcpHello } from "./drills.ts";

/**
 * One contract for all languages: whatever a program does, its verdict is the same in each of them. A language adds
 * its texts here, and nothing else.
 */
interface Texts {
  readonly broken: string;
  readonly crash: string;
  readonly sleep: string;
  readonly exit3: string;
  readonly flood: string;
  readonly silent: string;
}

const cHead = "#include <stdlib.h>\n#include <stdio.h>\n#include <unistd.h>\n";
const inC: Texts = {
  broken: "int main(void) { retrun 0; }\n",
  crash: `${cHead}int main(void) { abort(); }\n`,
  sleep: `${cHead}int main(void) { sleep(60); }\n`,
  exit3: `${cHead}int main(void) { return 3; }\n`,
  flood: `${cHead}int main(void) { for (;;) puts("0123456789012345678901234567890123456789"); }\n`,
  silent: "int main(void) { return 0; }\n",
};

const goHead = `package main\n\nimport (\n\t"os"\n\t"runtime/debug"\n\t"time"\n)\n\nvar _, _, _ = os.Exit, time.Sleep, debug.SetTraceback\n`;
const goMain = (body: string): string => `${goHead}\nfunc main() { ${body} }\n`;
const rustMain = (body: string): string => `fn main() { ${body} }\n`;
const javaMain = (body: string): string =>
  `public class Main { public static void main(String[] args) throws Exception { ${body} } }\n`;
const inJavaScript: Texts = {
  broken: "const = ;\n",
  crash: "process.abort();\n",
  sleep: "setTimeout(() => {}, 60_000);\n",
  exit3: "process.exit(3);\n",
  flood: `import { writeSync } from "node:fs";\nconst line = Buffer.from("0123456789".repeat(100));\nfor (;;) try { writeSync(1, line); } catch {}\n`,
  silent: "0;\n",
};

const texts: Readonly<Record<Exclude<LanguageId, "text" | "lab">, Texts>> = {
  c: inC,
  cpp: {
    ...inC,
    broken: "int main() { std::cout << 1; }\n",
    flood: `#include <iostream>\nint main() { for (;;) std::cout << "0123456789012345678901234567890123456789" << std::endl; }\n`,
  },
  python: {
    broken: "def main(:\n",
    crash: "import os; os.abort()\n",
    sleep: "import time; time.sleep(60)\n",
    exit3: "raise SystemExit(3)\n",
    flood: "while True: print('0123456789' * 100)\n",
    silent: "pass\n",
  },
  javascript: inJavaScript,
  typescript: {
    ...inJavaScript,
    broken: "enum Color { Red }\n",
    exit3: "const status: number = 3;\nprocess.exit(status);\n",
  },
  go: {
    broken: "package main\n\nfunc main() { x := 1 }\n",
    crash: goMain('debug.SetTraceback("crash"); panic("on purpose")'),
    sleep: goMain("time.Sleep(time.Minute)"),
    exit3: goMain("os.Exit(3)"),
    flood: goMain('for { os.Stdout.WriteString("0123456789012345678901234567890123456789\\n") }'),
    silent: goMain(""),
  },
  rust: {
    broken: rustMain("let x: u8 = 1000u16;"),
    crash: rustMain("std::process::abort();"),
    sleep: rustMain("std::thread::sleep(std::time::Duration::from_secs(60));"),
    exit3: rustMain("std::process::exit(3);"),
    flood: rustMain('loop { println!("0123456789012345678901234567890123456789"); }'),
    silent: rustMain(""),
  },
  java: {
    broken: javaMain('int x = "one";'),
    crash: javaMain('new ProcessBuilder("kill", "-ABRT", "" + ProcessHandle.current().pid()).start().waitFor();'),
    sleep: javaMain("Thread.sleep(60_000);"),
    exit3: javaMain("System.exit(3);"),
    flood: javaMain('while (true) System.out.println("0123456789012345678901234567890123456789");'),
    silent: javaMain(""),
  },
  shell: {
    broken: "if then fi (\n",
    crash: "kill -ABRT $$\n",
    sleep: "sleep 60\n",
    exit3: "exit 3\n",
    flood: "while :; do echo 0123456789012345678901234567890123456789; done\n",
    silent: ":\n",
  },
};

const cases = [
  { name: "a text that cannot be understood", text: "broken", verdict: { status: "error" }, said: /main\./ },
  { name: "a crash", text: "crash", verdict: { status: "fail", concept: "crashes", cause: "crash" }, said: /SIGABRT/ },
  {
    name: "its time is up",
    text: "sleep",
    verdict: { concept: "hangs", cause: "limit.time" },
    said: /its time was up/,
  },
  { name: "too much output", text: "flood", verdict: { concept: "floods", cause: "limit.output" }, said: /1 MiB/ },
  { name: "nothing done", text: "silent", verdict: { status: "fail", concept: "no-network" }, end: "exit 0" },
  { name: "an exit status", text: "exit3", verdict: { status: "fail", concept: "no-network" }, end: "exit 3" },
] as const;

const installed = new Map(await Promise.all(languages.map(async (each) => [each, await findToolchain(each)] as const)));

async function run(language: Language, text: string, wallMs = defaultLimits.wallMs): Promise<Attempt> {
  const drill = language.id === "shell" ? socatLab : tcpHello;
  using source = program(`main.${language.extension}`, text);
  return await runDrill({ drill, language, file: source.file, seed: 7, home, limits: { ...defaultLimits, wallMs } });
}

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

describe.concurrent.each(languages)("$name", (language) => {
  const isMissing = installed.get(language) === undefined;

  test.skipIf(isMissing).each(cases)("$name", async ({ text, verdict, ...expected }) => {
    const attempt = await run(
      language,
      texts[language.id as keyof typeof texts][text],
      text === "sleep" ? 1500 : undefined,
    );

    expect(attempt.verdict).toMatchObject(verdict);
    const failed = attempt.verdict.checks.find((check) => check.status === "fail");
    if (text === "broken") expect(failed?.name).toBe(language.compile === undefined ? "start" : "build");
    expect(failed?.message ?? "", "the learner's own name of the file, and no folder").not.toMatch(
      /cards-\d+-|Main\.java/,
    );
    if ("said" in expected) expect(failed?.message).toMatch(expected.said);
    if ("end" in expected) expect(attempt.events.at(-1)?.preview).toBe(expected.end);
    expect(attempt.stdout.length).toBeLessThanOrEqual(defaultLimits.outputBytes);
  });

  test.skipIf(isMissing || (language.id === "shell" && findTool("socat") === undefined))(
    "right and wrong",
    async () => {
      const right = solutionOf(decks, language.id === "shell" ? socatLab : tcpHello, language) ?? "";

      expect((await run(language, right)).verdict).toMatchObject({ status: "pass" });
      expect((await run(language, right.replaceAll("DRILL_TOKEN", "DRILL_TRANSPORT"))).verdict).toMatchObject({
        status: "fail",
        concept: "wrong-token",
      });
    },
  );
});

test("a language is found by its names and endings", () => {
  expect(
    ["c", "C++", "c++", "cpp", "cc", "py", "python", "sh"].map((name) => languageOf(name.toLowerCase())?.id),
  ).toEqual(["c", "cpp", "cpp", "cpp", "cpp", "python", "python", "shell"]);
  expect(["a.c", "a.cc", "a.cxx", "a.cpp", "a.js"].map((file) => languageOfFile(file)?.id)).toEqual([
    "c",
    "cpp",
    "cpp",
    "cpp",
    "javascript",
  ]);
});

test("settings in the home win over the table, and what is no list of words is complained of", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  try {
    writeFileSync(
      join(folder, "config.toml"),
      '[languages.c]\ncompile = ["sh", "-c", "cp {source} {program}"]\nrun = ["sh", "{program}"]\n[languages.go]\nrun = "go"\nfast = true\n',
    );
    using source = program("main.c", "exit 7\n");
    const c = languageOf("c") as Language;
    const attempt = await runDrill({ drill: tcpHello, language: c, file: source.file, seed: 1, home: folder });

    expect(attempt.events.at(-1)?.preview).toBe("exit 7");
    expect(readLanguageSettings(folder).complaints).toEqual([
      expect.stringMatching(/config\.toml: languages\.go\.run is not a list of words/),
      expect.stringMatching(/config\.toml: languages\.go\.fast is not known/),
    ]);
    writeFileSync(join(folder, "config.toml"), "[languages");
    expect(readLanguageSettings(folder).complaints).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("where the first compiler is missing another one is taken", async () => {
  const cpp = languageOf("cpp") as Language;
  const odd: Language = {
    ...cpp,
    id: "odd" as "cpp",
    compile: ["no-such-compiler", "-x"],
    otherCompilers: ["neither", "sh"],
  };

  expect((await findToolchain(odd))?.compile).toEqual([findTool("sh"), "-x"]);
});
