import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { chooseCage } from "../../src/drills/cage.ts";
import { hiddenHome } from "../../src/drills/cage-view.ts";
import { solutionOf } from "../../src/drills/catalogue.ts";
import { openIsolation } from "../../src/drills/isolation.ts";
import { isMappedRoot, ownNetwork } from "../../src/drills/own-network.ts";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { runDrill } from "../../src/drills/run.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { hasIpv6 } from "../../src/echo/address.ts";
import { processTree } from "../../src/echo/processes.ts";
import { missingLibc } from "../../src/libc/libc.ts";
import { CardsError } from "../../src/errors.ts";
import { decks, drillOf, home, leftovers, program, tcpHello } from "./drills.ts";
import { head } from "./servers.ts";

const python = languageOf("python") as Language;
const hasPython = (await findToolchain(python)) !== undefined;
const hasNetwork = hasPython && ownNetwork().length > 0;

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const request = (file: string) => ({ drill: tcpHello, language: python, file, seed: 3, home });

test.skipIf(!hasNetwork)(
  "in a network of its own there is loopback and nothing else, and no server of the machine's",
  async () => {
    using isolation = openIsolation();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    using source = program(
      "main.py",
      `import socket\nprint([name for _, name in socket.if_nameindex()], socket.socket().connect_ex(("127.0.0.1", ${port})))\n`,
    );

    const attempt = await isolation.run(request(source.file));
    server.close();

    expect(attempt.network).toBe("own");
    // ECONNREFUSED
    expect(Buffer.from(attempt.stdout).toString()).toBe("['lo'] 111\n");
  },
);

test.skipIf(!hasNetwork)("there, too, what nobody wants any more is not waited for", async () => {
  using isolation = openIsolation();
  using source = program("main.py", "import time; time.sleep(9)");
  const { ms } = await isolation.run({ ...request(source.file), signal: AbortSignal.abort() });

  expect(ms).toBeLessThan(6000);
});

/** bwrap takes the rights to it from everybody else. */
const hasSettings = hasNetwork && hasIpv6() && process.getuid?.() === 0;

test.skipIf(!hasSettings)("a server that hopes for the system's IPV6_V6ONLY is disappointed", async () => {
  using isolation = openIsolation();
  const drill = drillOf("{id: both, role: server, transport: tcp6, probe: [both-families]}");
  const verdicts = [];
  for (const choice of ["", "s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)\n"]) {
    const open = 's = socket.socket(socket.AF_INET6)\ns.bind(("::", int(os.environ["DRILL_PORT"])))\n';
    using source = program("main.py", `${head}${open.replace("\n", `\n${choice}`)}s.listen()\nthreads(s)\n`);
    verdicts.push((await isolation.run({ ...request(source.file), drill })).verdict);
  }

  expect(verdicts).toMatchObject([{ concept: "one-family" }, { status: "pass" }]);
});

test.skipIf(!hasNetwork)("the verdict is the same inside as outside, and refusals come out as they are", async () => {
  using isolation = openIsolation();
  using source = program("main.py", solutionOf(decks, tcpHello, python) ?? "");
  const [inside, outside] = await Promise.all([isolation.run(request(source.file)), runDrill(request(source.file))]);

  expect(inside.verdict).toEqual(outside.verdict);
  expect(inside.token).toBe(outside.token);
  expect(outside.network).toBeUndefined();
  await expect(isolation.run(request("/no/such/file.py"))).rejects.toThrow(CardsError);
});

test.skipIf(!hasNetwork)("a host that is killed costs one run, and the next one works", async () => {
  // Those of the tests before may still be going.
  while (hosts().length > 0) await new Promise(setImmediate);
  using isolation = openIsolation();
  using slow = program("main.py", "import time; time.sleep(60)\n");
  using right = program("main.py", solutionOf(decks, tcpHello, python) ?? "");
  const running = isolation.run(request(slow.file));
  const told = expect(running).rejects.toThrow("the process that runs drills was ended");
  while (hosts().length === 0) await new Promise(setImmediate);

  for (const pid of hosts()) process.kill(pid, "SIGKILL");
  await told;

  expect((await isolation.run(request(right.file))).verdict.status).toBe("pass");
});

/** What descends from us and is the host itself, not the namespace around it. */
function hosts(): number[] {
  return processTree(process.pid).filter((pid) => {
    const [tool = "", file = ""] = wordsOf(pid);
    return tool === process.execPath && file.includes("host-child");
  });
}

/** None of a process that has gone. */
function wordsOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0");
  } catch {
    return [];
  }
}

test.skipIf(!hasNetwork)("kill -9 of the owner leaves neither process nor folder", async () => {
  using slow = program(`slow-${process.pid}.py`, "import os, time\nif os.fork() == 0: os.setsid()\ntime.sleep(60)\n");
  const url = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  const text = `
    import { openIsolation } from ${url("drills/isolation.ts")};
    import { languageOf } from ${url("drills/languages.ts")};
    const drill = ${JSON.stringify(tcpHello)};
    openIsolation().run({ drill, language: languageOf("python"), file: ${JSON.stringify(slow.file)}, seed: 1, home: ${JSON.stringify(home)} });`;
  // A folder that nobody else sweeps.
  const TMPDIR = mkdtempSync(join(tmpdir(), "kill-"));
  const owner = spawn(process.execPath, ["--input-type=module", "-e", text], {
    stdio: "inherit",
    env: { ...process.env, TMPDIR },
  });
  const left = (): string[] => [
    ...readdirSync(TMPDIR),
    ...readdirSync("/proc").filter((pid) => wordsOf(pid).some((word) => word.endsWith(basename(slow.file)))),
  ];
  const shortly = () => new Promise((resolve) => setTimeout(resolve, 5));
  // The folder, and two processes of the program's.
  while (left().length < 3 && owner.exitCode === null) await shortly();
  expect(owner.exitCode).toBeNull();

  owner.kill("SIGKILL");
  await once(owner, "exit");

  while (left().length > 0) await shortly();
  rmdirSync(TMPDIR);
});

test.skipIf(!hasPython || chooseCage() !== "bwrap")("the home is hidden in bwrap, and its tools are not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drill-test-"));
  const before = process.env["HOME"];
  try {
    writeFileSync(join(folder, "secret"), "mine");
    process.env["HOME"] = folder;
    using source = program("main.py", "import os\nprint(os.listdir(os.environ['HOME']))\n");
    const attempt = await runDrill(request(source.file));

    expect(Buffer.from(attempt.stdout).toString()).toBe("[]\n");
    expect(hiddenHome(join(folder, "python/bin/python3"), folder).join(" ")).toContain(
      `--ro-bind-try ${join(folder, "python")} `,
    );
    expect(hiddenHome("/usr/bin/python3", "/")).toEqual([]);
  } finally {
    process.env["HOME"] = before;
    rmSync(folder, { recursive: true });
  }
});

/** The drill as an ordinary user runs it, though the tests may be root's. */
const asUser = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [];

test.skipIf(!canUser())("an ordinary user's program has raw sockets on icmp, and no other power anywhere", async () => {
  using source = program("main.sh", "id -u; grep CapEff /proc/self/status\n");
  const url = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  const text = `
    import { openIsolation } from ${url("drills/isolation.ts")};
    import { languageOf } from ${url("drills/languages.ts")};
    using isolation = openIsolation();
    for (const transport of ["icmp", "tcp4"]) {
      const drill = { ...${JSON.stringify(tcpHello)}, transports: [transport] };
      const file = ${JSON.stringify(source.file)};
      const { stdout, network } = await isolation.run({ drill, language: languageOf("shell"), file, seed: 1, home: "/" });
      console.log(network, Buffer.from(stdout).toString().trim().replaceAll(/\\s+/g, " "));
    }`;
  chmodSync(dirname(source.file), 0o755);
  const words = [...asUser, process.execPath, "--input-type=module", "-e", text];
  const told = spawnSync("env", words, { encoding: "utf8", env: { ...process.env, HOME: "/nonexistent" } });

  expect(told.stderr).toBe("");
  // CAP_NET_RAW is the 13th.
  expect(told.stdout.split("\n")[0]).toBe("own 0 CapEff: 0000000000002000");
  expect(told.stdout.split("\n")[1]).toMatch(/^own [1-9]\d* CapEff: 0000000000000000$/);
});

/** There is somebody who is not root, may make user namespaces, and can read this package. */
function canUser(): boolean {
  const words = [...asUser, "unshare", "--user", "--map-root-user", "--net", "cat", import.meta.filename];
  return missingLibc() === undefined && spawnSync("env", words, { stdio: "ignore" }).status === 0;
}

test.each([
  { map: "         0      65534          1\n", isMapped: true },
  { map: "         0          0 4294967295\n", isMapped: false },
  { map: "         0     100000      65536\n", isMapped: false },
  { map: "     65534      65534          1\n", isMapped: false },
  { map: "", isMapped: false },
])("a map of users $map is that of a namespace of ours: $isMapped", ({ map, isMapped }) => {
  expect(isMappedRoot(map)).toBe(isMapped && process.getuid?.() === 0);
});

test("where no namespace can be had drills run here, and the attempt says so", async () => {
  using isolation = openIsolation(() => []);
  using source = program("main.sh", "exit 3\n");
  const attempt = await isolation.run({ ...request(source.file), language: languageOf("shell") as Language });

  expect(attempt.network).toBeUndefined();
});
