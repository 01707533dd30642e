import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, type TestContext } from "vitest";
import { filesOf, languagesOf, solutionOf, starterOf } from "../../src/drills/catalogue.ts";
import { checkDrills } from "../../src/drills/check.ts";
import { findToolchain, type Language, languageOf, languages } from "../../src/drills/languages.ts";
import { decks, drillOf, drills, leftovers, socatLab, tcpHello } from "./drills.ts";

const python = languageOf("python") as Language;
const stranger = drillOf("{id: never-seen, wire: [{read: token}, end]}");

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const cases = drills.flatMap((drill) => languagesOf(decks, drill).map((language) => ({ drill, language })));
// Refusals are counted for the whole machine: one who asks at the same time would count for one who does not.
const [lonely, sociable] = [true, false].map((is) => cases.filter(({ drill }) => (drill.id === "refused") === is));
const name = "$drill.id in $language.id: starters fail, solutions pass, wrong programs fail for their reason";

async function checkCase({ drill, language }: (typeof cases)[number], context: TestContext): Promise<void> {
  context.skip((await findToolchain(language)) === undefined, `${language.name} cannot be run here`);
  const results = [];
  for await (const result of checkDrills({ drills: [drill], decks, seed: 11, languages: [language.id] })) {
    results.push(result);
  }

  context.expect(results.filter((result) => result.outcome === "wrong")).toEqual([]);
  context.expect(results.length).toBeGreaterThan(0);
}

describe.concurrent("the self-check", () => {
  test.for(sociable ?? [])(name, checkCase);
});

describe("the self-check, one after the other", () => {
  test.for(lonely ?? [])(name, { retry: 2 }, checkCase);
});

test("every client drill has a program that never reads, and one that leaves the network alone", () => {
  for (const drill of drills.filter(({ role }) => role === "client")) {
    for (const id of ["c", "python", "javascript"]) {
      const concepts = filesOf(decks, drill).flatMap((file) => (file.language.id === id ? [file.concept] : []));
      // Where nobody listens there is nothing to read; and Node receives datagrams whether the program wants them or not.
      const isExempt = drill.wire.some(({ kind }) => kind === "refuse" || (kind === "echo" && id === "javascript"));
      const reads = isExempt ? [] : ["never-reads"];

      expect(concepts, `${drill.id} in ${id}`).toEqual(expect.arrayContaining(["no-network", ...reads]));
    }
  }
});

test("a wrong program that is right, a solution that fails and a starter that passes are found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  try {
    const home = join(folder, "sockets", "tcp-hello");
    mkdirSync(join(home, "wrong"), { recursive: true });
    const right = solutionOf(decks, tcpHello, python) ?? "";
    writeFileSync(join(home, "starter.py"), right);
    writeFileSync(join(home, "solution.py"), "print('no')");
    writeFileSync(join(home, "wrong", "never-reads.py"), right);
    const results = [];
    for await (const result of checkDrills({ drills: [tcpHello], decks: folder })) results.push(result);
    const expected = (await findToolchain(python)) === undefined ? "skipped" : "wrong";

    expect(results.map((result) => result.outcome)).toEqual([expected, expected, expected]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a file that needs a missing tool is skipped with its reason", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  try {
    mkdirSync(join(folder, "sockets", "socat-lab"), { recursive: true });
    writeFileSync(join(folder, "sockets", "socat-lab", "solution.sh"), "# needs: no-such-tool\n");
    const results = [];
    for await (const result of checkDrills({ drills: [socatLab], decks: folder })) results.push(result);

    expect(results).toMatchObject([{ outcome: "skipped", message: "no-such-tool is missing here" }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a wrong program whose name is no concept stops the check", () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  try {
    mkdirSync(join(folder, "sockets", "tcp-hello", "wrong"), { recursive: true });
    writeFileSync(join(folder, "sockets", "tcp-hello", "wrong", "too-lazy.py"), "");

    expect(() => filesOf(folder, tcpHello)).toThrow('"too-lazy" is no known concept');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a stranger's drill begins on the starter of its role", () => {
  expect(starterOf(decks, stranger, python)).toContain("be the client of this drill");
  expect(languagesOf(decks, stranger).map((language) => language.id)).toEqual(["c", "cpp", "python", "javascript"]);
  expect(filesOf(decks, stranger)).toEqual([]);
  expect(solutionOf(decks, stranger, python)).toBeUndefined();
});

test("each language's starter stands under its own ending", () => {
  for (const language of languages) {
    const starter = starterOf(decks, tcpHello, language);
    if (language.id !== "shell") expect(starter).toContain("TODO");
  }
});

test("the same seed samples the same programs, another one others", async () => {
  const sample = async (seed: number): Promise<string[]> => {
    const files = [];
    const limits = { wallMs: 1, cpuSeconds: 1, memoryMiB: 64, outputBytes: 1 };
    const options = { drills: [socatLab, tcpHello], decks, languages: ["python" as const], limits, sample: 3, seed };
    for await (const { drill, file } of checkDrills(options)) files.push(`${drill}/${file}`);
    return files;
  };

  expect(await sample(1)).toHaveLength(3);
  expect(await sample(2)).toEqual(await sample(2));
  expect(new Set([await sample(1), await sample(2), await sample(3)].map(String)).size).toBeGreaterThan(1);
});
