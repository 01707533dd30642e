import type { Attempt } from "./run.ts";

/** An attempt as `drill run --json` prints it. Nothing in it is `undefined`, so that every key is always there. */
export function attemptJson(attempt: Attempt) {
  const { drill, language, transport, seed, verdict, events, stdout, cage, ms } = attempt;
  return {
    version: 1,
    drill: drill.id,
    language,
    transport,
    seed,
    status: verdict.status,
    cause: verdict.cause ?? null,
    concept: verdict.concept ?? null,
    sentence: verdict.sentence,
    checks: verdict.checks,
    events: events.map((event) => ({ ...event, fault: event.fault ?? null })),
    stdout: Buffer.from(stdout).toString(),
    stderr: attempt.stderr,
    cage,
    ms,
  };
}
