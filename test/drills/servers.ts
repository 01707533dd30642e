import { type Language, languageOf } from "../../src/drills/languages.ts";
import { type Attempt, runDrill, type RunRequest } from "../../src/drills/run.ts";
import type { Probe } from "../../src/probes.ts";
import { drillOf, program } from "./drills.ts";

export const python = languageOf("python") as Language;

/** An echo server in a few lines of Python; its parts are replaced to make it wrong. */
export const head = `import os, socket, threading, time, signal, sys
t = os.environ["DRILL_TRANSPORT"]
def door(reuse=True, unlink=True):
    if t.startswith("unix"):
        path = os.environ["DRILL_PATH"].replace("@", "\\0")
        if unlink and t == "unix-stream" and os.path.exists(path): os.unlink(path)
        s = socket.socket(socket.AF_UNIX)
        s.bind(path)
    else:
        s = socket.socket(socket.AF_INET6 if t == "tcp6" else socket.AF_INET)
        if reuse: s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind((os.environ["DRILL_HOST"], int(os.environ["DRILL_PORT"])))
    s.listen(16)
    return s
def serve(c):
    with c:
        try:
            while d := c.recv(65536): c.sendall(d)
        except OSError: pass
def threads(s):
    while True: threading.Thread(target=serve, args=[s.accept()[0]], daemon=True).start()
`;
export const right = `${head}threads(door())\n`;

/** A run of it against some probes. */
export async function run(
  probe: readonly Probe[],
  text: string,
  more: Partial<RunRequest> & { print?: string } = {},
): Promise<Attempt> {
  using source = program("main.py", text);
  const { transport = "tcp4" } = more;
  const print = more.print === undefined ? "" : `, print: ${more.print}`;
  const drill = drillOf(`{id: a-server, role: server, transport: ${transport}, probe: [${probe.join(", ")}]${print}}`);
  return await runDrill({ drill, language: python, file: source.file, seed: 7, ...more });
}
