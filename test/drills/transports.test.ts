import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isDatagram, missingTransport } from "../../src/echo/address.ts";
import { type Language, languageOf } from "../../src/drills/languages.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { runDrill } from "../../src/drills/run.ts";
import type { Transport } from "../../src/model.ts";
import { transports } from "../../src/notes/drill/drill-words.ts";
import { drillOf, program } from "./drills.ts";

/** One contract for the judge over all transports: who reads passes, who does not is named, early or late. */
const python = languageOf("python") as Language;
const canRun = existsSync("/proc/self/syscall") && (await findToolchain(python)) !== undefined;
// On ICMP there is no socket that could be read like the others: its drill's own programs are judged by `drill check`.
const here = transports.filter((live) => live !== "icmp" && missingTransport(live) === undefined);

const connect = `import os, socket, sys, time
transport = os.environ["DRILL_TRANSPORT"]
path = os.environ.get("DRILL_PATH", "")
if path:
    kinds = {"unix-dgram": socket.SOCK_DGRAM, "unix-seqpacket": socket.SOCK_SEQPACKET}
    s = socket.socket(socket.AF_UNIX, kinds.get(transport, socket.SOCK_STREAM))
    if transport == "unix-dgram": s.bind("")
    s.connect("\\0" + path[1:] if path.startswith("@") else path)
else:
    family = socket.AF_INET6 if transport.endswith("6") else socket.AF_INET
    s = socket.socket(family, socket.SOCK_DGRAM if transport.startswith("udp") else socket.SOCK_STREAM)
    s.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
token = os.environ["DRILL_TOKEN"]
s.sendall(token.encode())
`;
const readAll = `
while c := s.recv(99):
    print(c.decode(), end="", flush=True)
    if transport.startswith("udp") or transport == "unix-dgram": break
`;
const programs = [
  { name: "reads", text: readAll, concept: undefined },
  { name: "reads late", text: `time.sleep(0.1)\n${readAll}`, concept: undefined },
  { name: "never reads", text: "print(token)", concept: "never-reads" },
  { name: "never reads, and leaves late", text: "time.sleep(0.1)\nprint(token)", concept: "never-reads" },
  { name: "reads as much as it sent", text: "print(s.recv(len(token)).decode())", concept: "stamp-unread" },
];

const wireOf = (transport: Transport): string =>
  isDatagram(transport) ? "[{read: token}, {write: token+stamp}]" : "[{read: token}, {write: token+stamp}, end]";

describe.skipIf(!canRun).each(here)("%s", (transport) => {
  const drill = drillOf(`{id: abc, transport: ${transport}, wire: ${wireOf(transport)}, print: token+stamp}`);

  test.concurrent.each(programs)("a program that $name: $concept", async ({ text, concept }) => {
    using source = program("main.py", connect + text);
    const { verdict } = await runDrill({ drill, language: python, file: source.file, seed: 5, transport });

    expect(verdict).toMatchObject({ status: concept === undefined ? "pass" : "fail", concept });
  });
});

describe.skipIf(!canRun)("retransmission", () => {
  const drill = drillOf(`{id: abc, transport: udp4, wire: [{echo: 3, drop: [1], dup: [2]}], print: ["1", "2", "3"]}`);
  const asking = (patience: string, receive: string): string => `import os, socket, struct, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
${patience}
for number in (b"1", b"2", b"3"):
    answer = None
    while answer != number:
        s.send(number)
        try:
            while answer != number:
                answer = ${receive}
        except OSError: # no answer in time
            pass
    print(answer.decode())
`;

  // A clock of the kernel's can't be seen from outside: a program that has one looks as if it waited for ever.
  test.concurrent.each([
    { name: "settimeout", text: asking("s.settimeout(0.2)", "s.recv(9)") },
    {
      name: "SO_RCVTIMEO of two seconds",
      text: asking(`s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 2, 0))`, "s.recv(9)"),
    },
    {
      name: "tries on a non-blocking socket",
      text: asking("s.setblocking(False)\nlast = 0", "(time.sleep(0.01), s.recv(9))[1]"),
    },
  ])("$name is a right way to wait", async ({ text }) => {
    using source = program("main.py", text);
    const { verdict } = await runDrill({ drill, language: python, file: source.file, seed: 5 });

    expect(verdict).toMatchObject({ status: "pass" });
  });
});
