import { type Address, isDatagram, swappedPort } from "../echo/address.ts";
import { doorsOf, leadsTo, untilListening } from "../echo/probe-door.ts";
import { enter } from "../echo/probe-visit.ts";
import { processTree, threadsOf } from "../echo/processes.ts";
import type { Ending, Running } from "./cage.ts";
import type { Failure } from "./probes/house.ts";
import type { Stage } from "./stage.ts";
import { learnerIn } from "./waiting.ts";

/** Starts a server and waits until it listens; what is wrong when it does not. */
export async function comeUp(stage: Stage, address: Address, running: Running): Promise<Failure | undefined> {
  const over = new AbortController();
  void running.ended.then(() => over.abort());
  running.start();
  const knock = async (): Promise<boolean> => {
    const guest = await enter({ address, pid: running.pid, transcript: stage.transcript }, 0);
    if (typeof guest !== "string") guest.leave();
    return typeof guest !== "string";
  };
  if (await untilListening(address, running.pid, over.signal, knock)) return undefined;
  return over.signal.aborted ? endedEarly(await running.ended) : deaf(address, running.pid);
}

function endedEarly({ signal, code, stopped, stderr }: Ending): Failure {
  if (stopped === "output") return { concept: "floods", message: "it prints without end, and does not listen" };
  if (stopped === "cpu") return { concept: "spins", message: "it uses the processor without end, and does not listen" };
  if (stopped !== undefined) return { concept: "hangs", message: "its time was up before it listened" };
  if (signal !== undefined) return { concept: "crashes", message: `ended by ${signal} before it listened` };
  const said = lastWords(stderr);
  return {
    concept: "not-listening",
    message: `it ended (exit ${code}) before it listened${said === "" ? "" : `: ${said}`}`,
  };
}

/** The line of stderr that tells what went wrong: Node puts more behind it. */
export function lastWords(stderr: Buffer): string {
  const lines = stderr.toString().trim().split("\n");
  return (lines.findLast((line) => /^\w*(Error|Exception)\b/.test(line)) ?? lines.at(-1) ?? "").slice(0, 200);
}

/** It runs, and nobody can come in: where did it open its door? */
function deaf(address: Address, pid: number): Failure {
  const { transport, host, port, path } = address;
  const doors = doorsOf(pid);
  const [wanted, other] = isDatagram(transport) ? (["udp", "tcp"] as const) : (["tcp", "udp"] as const);
  const swapped = port === undefined ? undefined : swappedPort(port);
  const atSwapped = doors.find((door) => door.protocol === wanted && door.port === swapped);
  if (atSwapped !== undefined)
    return { concept: "byte-order", message: `it listens at ${atSwapped.place}: ${port} with its two bytes swapped` };
  const inOther = doors.find((door) => door.protocol === other && door.port === port);
  if (inOther !== undefined) {
    const [does, misses] = { tcp: ["takes connections", "takes datagrams"], udp: ["takes datagrams", "listens"] }[
      other
    ];
    return { concept: "wrong-protocol", message: `it ${does} at ${inOther.place}, and nobody ${misses} there` };
  }
  const there = path ?? `port ${port}`;
  const elsewhere = doors.find((door) => door.protocol === wanted && door.port === port);
  if (elsewhere !== undefined) {
    const isOther = elsewhere.place.startsWith("[") !== transport.endsWith("6");
    const message = `it listens at ${elsewhere.place}, and not at ${host}`;
    return { concept: isOther ? "wrong-family" : "not-listening", message };
  }
  const [door] = doors;
  if (door !== undefined) return { concept: "not-listening", message: `it listens at ${door.place}, not at ${there}` };
  const what = isDatagram(transport) ? "no socket is bound to" : "nobody listens at";
  return { concept: "not-listening", message: `${what} ${there}; ${blockedIn(pid)}` };
}

export function blockedIn(pid: number): string {
  const tree = processTree(pid);
  return learnerIn(tree, threadsOf(tree));
}

/** Where a server listens that our clients look for; undefined where it doesn't. */
export function doorTo(address: Address, pid: number): string | undefined {
  return doorsOf(pid).find((door) => leadsTo(door, address))?.place;
}
