import { cameText } from "./play-calls.ts";
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
    calls: callsJson(attempt),
    syscalls: attempt.syscalls ?? null,
    cage,
    network: attempt.network ?? "machine",
    ms,
  };
}

/** Of a drill without a program; what a later question asks for is not told. */
function callsJson({ calls = [] }: Attempt) {
  return calls.map((line) => ({
    actor: line.actor,
    call: line.call,
    waited: line.waited,
    result: line.isSecret === true ? null : cameText(line),
  }));
}
