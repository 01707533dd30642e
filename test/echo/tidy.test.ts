import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const tidy = new URL("../../src/echo/tidy.ts", import.meta.url);
/** Root may do anything: what others may not is shown as somebody else. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const reads = `require("node:fs").readFileSync(${JSON.stringify(tidy.pathname)})`;
const canRead = spawnSync(process.execPath, ["-e", reads], { ...nobody, cwd: "/" }).status === 0;

let parent = "";

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "tidy-test-"));
  chmodSync(parent, 0o777);
});

afterAll(() => rmSync(parent, { recursive: true }));

/** A process that makes a private folder, and does something with it; what it printed. */
function privately(text: string, place = parent): string {
  const program = `
    import { mkdirSync, writeFileSync, chmodSync } from "node:fs";
    const { privateFolder } = await import(${JSON.stringify(tidy.href)});
    try { const folder = privateFolder(); ${text}; console.log("done"); }
    catch (error) { console.log(error.name + ": " + error.message); }`;
  const options = { ...nobody, cwd: "/", encoding: "utf8", env: { TMPDIR: place } } as const;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], options).stdout.trim();
}

const locks = `
  mkdirSync(folder.path + "/a/b", { recursive: true });
  writeFileSync(folder.path + "/a/b/file", "");
  chmodSync(folder.path + "/a/b", 0o500);
  chmodSync(folder.path + "/a", 0)`;

test.skipIf(!canRead)("a folder goes though its program has locked it", () => {
  expect(privately(`${locks}; folder[Symbol.dispose]()`)).toBe("done");
  expect(readdirSync(parent)).toEqual([]);
});

test.skipIf(!canRead)("so does one that was left locked by a process that was killed", () => {
  privately(`${locks}; process.kill(process.pid, "SIGKILL")`);
  expect(readdirSync(parent)).toHaveLength(1);

  expect(privately("")).toBe("done");
  expect(readdirSync(parent)).toEqual([]);
});

test.skipIf(!canRead)("what others have put beside it is left alone", () => {
  symlinkSync("cards-999999-loop", join(parent, "cards-999999-loop"));

  expect(privately("")).toBe("done");
  expect(readdirSync(parent)).toEqual(["cards-999999-loop"]);
});

test.skipIf(!canRead)("where no folder can be made, it is said why", () => {
  const nowhere = join(parent, "nowhere");

  expect(privately("", nowhere)).toBe(`CardsError: ${nowhere}: no such file or folder`);
});
