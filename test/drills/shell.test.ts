import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { openShell, type ShellOptions } from "../../src/drills/shell.ts";
import type { WireEvent } from "../../src/echo/transcript.ts";
import { drillOf, leftovers, program, readLoop, tcpHello } from "./drills.ts";

const python = await findToolchain(languageOf("python") as Language);
const server = drillOf("{id: a-server, role: server, transport: [tcp4, unix-stream], probe: [echo]}");

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

interface Left {
  readonly told: Readonly<Record<string, string>>;
  readonly events: readonly WireEvent[];
  readonly output: string;
}

/** A shell that does these lines, and what came of it. */
async function shell(lines: string, options: Pick<ShellOptions, "drill" | "transport">): Promise<Left> {
  using script = program("lines.sh", lines);
  const folder = dirname(script.file);
  writeFileSync(join(folder, "output"), "");
  let told = {};
  const command = ["sh", "-c", `. ./lines.sh > output`];
  const onReady = (environment: Readonly<Record<string, string>>): void => void (told = environment);
  const events = await openShell({ ...options, seed: 9, folder, command, onReady, stdout: 2 });
  return { told, events, output: readFileSync(join(folder, "output"), "utf8") };
}

test("a shell stands in the folder, and is told what it was said to be told", async () => {
  const { told, output } = await shell("env | grep ^DRILL | sort; ls lines.sh", { drill: tcpHello, transport: "tcp4" });
  const lines = Object.entries(told).map(([name, value]) => `${name}=${value}`);

  expect(output.trim().split("\n")).toEqual([...lines.toSorted(), "lines.sh"]);
  expect(Object.keys(told)).toEqual(["DRILL_TRANSPORT", "DRILL_HOST", "DRILL_PORT", "DRILL_TOKEN"]);
});

const client = `import os, socket
s = socket.socket(socket.AF_UNIX)
s.connect(os.environ["DRILL_PATH"])
s.sendall(os.environ["DRILL_TOKEN"].encode())
while c := s.recv(99): print(len(c), flush=True)
`;

test.skipIf(python === undefined)(
  "the server lives as long as the shell, with its faults, for one try after the other",
  async () => {
    const again = `${python?.run[0]} -c '${client}'`;
    const { events, output } = await shell(`${again}; ${again}`, { drill: readLoop, transport: "unix-stream" });

    expect(output).toBe("2\n14\n4\n2\n14\n4\n");
    expect(events.filter((event) => event.kind === "open").map((event) => event.connection)).toEqual([1, 2]);
  },
);

test("a shell that is not there is named, with a remedy", async () => {
  using script = program("lines.sh", "");
  const options = { drill: tcpHello, transport: "tcp4", seed: 9, folder: dirname(script.file), stdout: 2 } as const;
  const opened = openShell({ ...options, command: ["/bin/no-such-shell"], onReady: () => {} });

  await expect(opened).rejects.toThrow("/bin/no-such-shell: no such file or folder");
});

test.each(["tcp4", "unix-stream"] as const)(
  "for a server over %s there is a free place, and nobody comes",
  async (transport) => {
    const { told, events, output } = await shell("env | grep -c ^DRILL", { drill: server, transport });

    expect(output).toBe(transport === "tcp4" ? "3\n" : "2\n");
    expect(Object.keys(told)).not.toContain("DRILL_TOKEN");
    expect(events).toEqual([]);
  },
);
