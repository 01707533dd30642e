import type { Address } from "../echo/address.ts";
import type { Probe } from "../probes.ts";
import { chooseAddress } from "./address.ts";
import type { Ending, Running } from "./cage.ts";
import { comeUp } from "./come-up.ts";
import { serverEnvironment } from "./environment.ts";
import type { Failure, Tried } from "./probes/house.ts";
import { tries } from "./probes/probes.ts";
import { type OpenHouse, openHouse } from "./server-house.ts";
import { judgeServer } from "./server-judge.ts";
import { build, noteExit, noteStop, type Outcome, saysNotStarted, type Stage, whenAborted } from "./stage.ts";

/** A client waits for up to 4 s for what does not come, so a server is given the time for several of them. */
const longer = 3;

/** The learner's program is the server: our clients come to it, one probe after the other, up to the first that fails. */
export async function playServer(given: Stage): Promise<Outcome> {
  const { drill, words, limits } = given;
  const stage: Stage = { ...given, limits: { ...limits, wallMs: limits.wallMs * longer } };
  const address = await chooseAddress(stage.transport, stage.folder, drill.probe);
  const { running: first, buildError } = await build(stage, serverEnvironment(address));
  stage.startClock();
  const run = await (buildError === undefined ? perform(stage, address, first) : cancel(first));
  const isUnstartable = saysNotStarted(stage, run.ending);
  return { verdict: judgeServer({ drill, words, buildError, isUnstartable, ...run }), ending: run.ending };
}

interface Run {
  readonly ending: Ending | undefined;
  readonly listen: Failure | undefined;
  readonly tried: readonly (readonly [Probe, Tried])[];
  /** What our clients said, in this order. */
  readonly said: readonly Buffer[];
}

async function cancel(running: Running): Promise<Run> {
  running.stop("abort");
  await running.ended;
  return { ending: undefined, listen: undefined, tried: [], said: [] };
}

async function perform(stage: Stage, address: Address, first: Running): Promise<Run> {
  const servers = [first];
  using _ = whenAborted(stage.signal, () => servers.at(-1)?.stop("abort"));
  try {
    const house = openHouse(stage, address, servers);
    const listen = await comeUp(stage, address, first);
    const tried = listen === undefined ? await tryAll(house, stage.drill.probe ?? []) : [];
    const endings = await Promise.all(servers.map((server) => close(stage, server)));
    return { ending: joined(endings), listen, tried, said: house.said };
  } finally {
    for (const server of servers) server.finish();
  }
}

/** Up to the first that fails. A server that was asked to end is started again for the next. */
async function tryAll(house: OpenHouse, wanted: readonly Probe[]): Promise<Run["tried"]> {
  const tried: (readonly [Probe, Tried])[] = [];
  for (const probe of wanted) {
    const isGone = tried.at(-1)?.[0] === "sigterm" && house.hasEnded();
    const found = (isGone ? await house.restart() : undefined) ?? (await tries[probe](house));
    tried.push([probe, found]);
    if (found !== undefined && !("reason" in found)) break;
  }
  return tried;
}

async function close({ transcript }: Stage, running: Running): Promise<Ending> {
  running.finish();
  const ending = await running.ended;
  if (ending.stopped === undefined) noteExit(transcript, ending);
  else if (ending.stopped !== "done") noteStop(transcript, ending.stopped, undefined);
  return ending;
}

/** All that was printed, and the last one's end. */
function joined(endings: readonly Ending[]): Ending | undefined {
  const last = endings.at(-1);
  if (last === undefined) return undefined;
  const all = (stream: "stdout" | "stderr"): Buffer => Buffer.concat(endings.map((ending) => ending[stream]));
  return { ...last, stdout: all("stdout"), stderr: all("stderr") };
}
