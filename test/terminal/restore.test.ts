import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const faulty = fileURLToPath(import.meta.resolve("./faulty.ts"));
/** script(1) of util-linux gives a program a terminal of its own. */
const script = "script";
const hasScript = process.platform === "linux" && spawnSync(script, ["--version"]).status === 0;

interface Run {
  readonly code: number;
  readonly out: string;
}

/** Runs the faulty screen in a terminal, and does something to it as soon as its renderer listens. */
async function run(act: (type: (text: string) => void, pid: number) => void, size = "rows 24 cols 80"): Promise<Run> {
  const child = spawn("script", ["-qefc", `stty ${size}; exec "${process.execPath}" "${faulty}"`, "/dev/null"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  let out = "";
  let isDone = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    const pid = /pid=(\d+)\./.exec(out)?.[1];
    if (isDone || pid === undefined || !out.includes("\u001b[?2004h")) return;
    isDone = true;
    act((keys) => child.stdin.write(keys), Number(pid));
  });
  const code = await new Promise<number>((resolve) => child.on("close", (status) => resolve(status ?? -1)));
  return { code, out };
}

test.skipIf(!hasScript).each([
  { name: "q", does: "q", code: 0, says: "left" },
  { name: "Ctrl-C", does: "\u0003", code: 130, says: "left" },
  { name: "a key that throws", does: "x", code: 70, says: "caught: a key that went wrong" },
  { name: "a page that throws while it is drawn", does: "p", code: 70, says: "caught: a page that cannot be made" },
  { name: "a timer that throws", does: "t", code: 70, says: "a timer that went wrong" },
  { name: "a promise nobody waits for", does: "r", code: 70, says: "a promise that went wrong" },
  { name: "SIGTERM", does: "SIGTERM", code: 143, says: "" },
  { name: "SIGHUP", does: "SIGHUP", code: 129, says: "" },
  { name: "SIGINT from outside", does: "SIGINT", code: 130, says: "" },
])("after $name the terminal is as it was, and what is said comes afterwards", async ({ does, code, says }) => {
  const ran = await run((type, pid) => {
    if (does.startsWith("SIG")) process.kill(pid, does);
    else type(does);
  });
  const after = (sequence: string): number => ran.out.lastIndexOf(sequence);
  expect(after("\u001b[?1049l")).toBeGreaterThan(after("\u001b[?1049h"));
  expect(after("\u001b[?25h")).toBeGreaterThan(after("\u001b[?25l"));
  expect(after("\u001b[?2004l")).toBeGreaterThan(after("\u001b[?2004h"));
  // Left once: leaving twice would put the cursor back over what is said.
  expect(ran.out.split("\u001b[?1049l")).toHaveLength(2);
  expect(ran.out.slice(after("\u001b[?1049l"))).toContain(says);
  expect(ran.code).toBe(code);
});

test.skipIf(!hasScript)(
  "a terminal that does not know its size is taken for 80 × 24, from the first frame on",
  async () => {
    const { out } = await run((type) => type("q"), "rows 0 cols 0");
    const [, first = ""] = out.split("\u001b[?1049h");
    expect(first.split("\u001b[J")[0]).toMatch(/pid=\d+\./);
  },
);
