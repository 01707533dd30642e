import { type Endpoint, openEndpoint } from "../echo/endpoint.ts";
import type { Words } from "../echo/script.ts";
import type { Script } from "../echo/stream-script.ts";
import type { Drill } from "../model.ts";
import type { Ending, Running } from "./cage.ts";
import { clientEnvironment } from "./environment.ts";
import { judge } from "./judge.ts";
import { build, noteExit, noteStop, type Outcome, saysNotStarted, type Stage, whenAborted } from "./stage.ts";
import { watchRun } from "./waiting.ts";

/** The learner's program is the client (or a shell line that starts one): our endpoint plays the wire with it. */
export async function playClient(stage: Stage): Promise<Outcome> {
  const { drill, transport, words, transcript } = stage;
  await using endpoint = await openEndpoint({ transport, script: scriptOf(drill, words) }, transcript);
  const { running, buildError } = await build(stage, clientEnvironment(endpoint, drill, words));
  endpoint.observe(running.pid);
  stage.startClock();
  const run = await (buildError === undefined ? perform(stage, running, endpoint) : cancel(running));
  const { records, decoys, knock } = endpoint;
  const seen = { records, decoys, knock, refused: endpoint.refused() };
  const isUnstartable = saysNotStarted(stage, run.ending);
  const verdict = judge({ drill, transport, words, buildError, isUnstartable, ...seen, ...run });
  return { verdict, ending: run.ending };
}

/** The drill's wire as our side plays it. */
export function scriptOf({ wire, demand }: Drill, words: Words): Script {
  return { steps: wire, words, ...(demand && { demand }) };
}

interface Run {
  /** Undefined when it was not started. */
  readonly ending: Ending | undefined;
  /** What both sides waited for, and how far our side had come, if it had to be stopped. */
  readonly waiting: string | undefined;
  readonly stoppedAt: number | undefined;
  readonly lasted?: number;
}

async function perform({ signal, drill, transcript }: Stage, running: Running, endpoint: Endpoint): Promise<Run> {
  using _ = whenAborted(signal, () => running.stop("abort"));
  using watch = watchRun(running, endpoint.records, drill);
  let stoppedAt: number | undefined;
  void running.stopping.then((why) => {
    stoppedAt = Math.max(0, ...endpoint.records.map(({ steps }) => steps));
    noteStop(transcript, why, watch.waiting);
  });
  const begin = performance.now();
  running.start();
  const ending = await running.ended;
  const lasted = performance.now() - begin;
  await endpoint.settled();
  if (ending.stopped === undefined) noteExit(transcript, ending);
  return { ending, waiting: ending.stopped === undefined ? undefined : watch.waiting, stoppedAt, lasted };
}

async function cancel(running: Running): Promise<Run> {
  running.stop("abort");
  await running.ended;
  return { ending: undefined, waiting: undefined, stoppedAt: undefined };
}
