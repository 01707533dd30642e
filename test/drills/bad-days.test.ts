import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultLimits, runCaged } from "../../src/drills/cage.ts";
import { solutionOf } from "../../src/drills/catalogue.ts";
import { type Language, languageOf, languages } from "../../src/drills/languages.ts";
import { runDrill } from "../../src/drills/run.ts";
import { findTool, findToolchain } from "../../src/drills/toolchain.ts";
import { decks, drillOf, home, leftovers, program, tcpHello } from "./drills.ts";

/** What goes wrong around a drill is told in one line, costs nothing, and leaves nothing behind. */

const [c, python] = [languageOf("c"), languageOf("python")] as [Language, Language];
const hasC = (await findToolchain(c)) !== undefined;
const hasPython = (await findToolchain(python)) !== undefined;
const mount = ["--mount", ...(process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"])];
const canMount = findTool("unshare") !== undefined && spawnSync("unshare", [...mount, "true"]).status === 0;

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const url = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

test.skipIf(!hasC || !canMount).each(["size=4k", "nr_inodes=1", "nr_inodes=3"])(
  "a full disk under the work folder (%s) is told as that, and the next run works",
  (room) => {
    const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
    try {
      using source = program("main.c", solutionOf(decks, tcpHello, c) ?? "");
      const text = `
        import { runDrill } from ${url("drills/run.ts")};
        import { languageOf } from ${url("drills/languages.ts")};
        import { readdirSync } from "node:fs";
        const request = { drill: ${JSON.stringify(tcpHello)}, language: languageOf("c"), file: ${JSON.stringify(source.file)}, seed: 1, home: ${JSON.stringify(home)} };
        const told = await runDrill(request).then((attempt) => attempt.verdict.status, (error) => error.name + ": " + error.message);
        const left = readdirSync(process.env.TMPDIR);
        process.env.TMPDIR = ${JSON.stringify(folder)};
        console.log(JSON.stringify([told, left, (await runDrill(request)).verdict.status]));`;
      const inside = `mount -t tmpfs -o ${room} tmpfs "$1" && TMPDIR="$1" exec "$2" --input-type=module -e "$3"`;
      const small = join(folder, "small");
      const words = [...mount, "sh", "-c", `mkdir "$1"; ${inside}`, "sh", small, process.execPath, text];
      const { stdout, stderr } = spawnSync("unshare", words, { encoding: "utf8" });

      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual([`CardsError: ${small}: no space left on device`, [], "pass"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test.each(languages)("$name without its tools is skipped, and the tool is named", async (language) => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  try {
    const key = language.compile === undefined ? "run" : "compile";
    writeFileSync(join(folder, "config.toml"), `[languages.${language.id}]\n${key} = ["no-such-tool", "{source}"]\n`);
    using source = program(`main.${language.extension}`, "");
    const { verdict } = await runDrill({ drill: tcpHello, language, file: source.file, seed: 1, home: folder });

    expect(verdict).toMatchObject({
      status: "skipped",
      sentence: `${language.name} cannot be run here: no-such-tool is missing`,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a program whose cage did not come up is not started, and nothing waits for it", async () => {
  const folder = join(tmpdir(), "no-such-folder");
  const environment = { PATH: process.env["PATH"] ?? "" };
  const caged = { command: ["true"], folder, environment, limits: defaultLimits, buffersOutput: false } as const;
  const running = runCaged({ ...caged, memory: "addresses" }, "group");
  const ending = await running.ended;
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  running.start();

  expect(ending.code).toBe(127);
  expect(timers()).toBe(before);
});

const server = drillOf("{id: abc, role: server, transport: unix-stream, probe: [echo]}");
const echo = (before: string): string =>
  `import os, socket\npath = os.environ["DRILL_PATH"]\n${before}\ndoor = socket.socket(socket.AF_UNIX)\ndoor.bind(path)\ndoor.listen()\nwhile True:\n    conn, _ = door.accept()\n    while chunk := conn.recv(4096):\n        conn.sendall(chunk)\n    conn.close()\n`;

test.skipIf(!hasPython)("a server whose place is taken says so, and the next run finds the place free", async () => {
  using taken = program("main.py", echo(`socket.socket(socket.AF_UNIX).bind(path)`));
  using free = program("main.py", echo(""));
  const run = (file: string) => runDrill({ drill: server, language: python, file, seed: 1, home });
  const first = await run(taken.file);

  expect(first.verdict).toMatchObject({ status: "fail", concept: "not-listening" });
  expect(first.verdict.checks.find(({ status }) => status === "fail")?.message).toContain("Address already in use");
  expect((await run(free.file)).verdict.status).toBe("pass");
});

test.skipIf(!hasPython)("what a run leaves on the disk is gone with it", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${process.pid}-`));
  using source = program(
    "main.py",
    "import os\nfor i in range(100):\n    os.makedirs(f'a/{i}/b'); os.symlink('/', f'a/{i}/root')\n",
  );
  await runDrill({ drill: tcpHello, language: python, file: source.file, seed: 1, home });

  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`cards-${process.pid}-`))).toEqual(before);
  expect(readFileSync("/etc/passwd", "utf8")).not.toBe("");
});
