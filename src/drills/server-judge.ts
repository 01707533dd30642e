import { bytesOf, type Words } from "../echo/script.ts";
import type { Drill } from "../model.ts";
import type { Probe } from "../probes.ts";
import type { Ending } from "./cage.ts";
import { lastWords } from "./come-up.ts";
import { causeOf, type Concept, sentenceFor } from "./concepts.ts";
import type { Check, CheckName, Verdict } from "./judge.ts";
import type { Failure, Tried } from "./probes/house.ts";
import { passed } from "./probes/probes.ts";

/** All that a run of a learner's server left behind: the only thing that its verdict is made from. */
export interface ServerEvidence {
  readonly drill: Drill;
  readonly words: Words;
  /** What the compiler said when it refused. */
  readonly buildError: string | undefined;
  /** Undefined when it was never started. */
  readonly ending: Ending | undefined;
  /** stderr matches what its language says of a text that cannot be started. */
  readonly isUnstartable: boolean;
  /** What was wrong with its way to `listen`. */
  readonly listen: Failure | undefined;
  /** What each probe found, in the order in which they were tried; none after the first that failed. */
  readonly tried: readonly (readonly [Probe, Tried])[];
  /** What our clients said, in this order. */
  readonly said: readonly Buffer[];
}

type Finding = { readonly status: "pass" | "skipped"; readonly message: string } | Failure;

/** Names the first thing that went wrong, in the order in which it was tried. */
export function judgeServer(evidence: ServerEvidence): Verdict {
  const { drill } = evidence;
  const looks: readonly (readonly [CheckName, () => Finding])[] = [
    ["build", () => lookAtBuild(evidence)],
    ["start", () => lookAtStart(evidence)],
    ["listen", () => evidence.listen ?? pass("it listens where it was asked to")],
    ...(drill.probe ?? []).map((probe) => [probe, () => lookAtProbe(evidence, probe)] as const),
    ...(drill.print === undefined ? [] : [["print", () => lookAtPrint(evidence)] as const]),
  ];
  const checks: Check[] = [];
  for (const [name, look] of looks) {
    const found = look();
    if (!("concept" in found)) {
      checks.push({ name, ...found });
      continue;
    }
    checks.push({ name, status: "fail", message: found.message });
    const rest = looks.slice(checks.length);
    checks.push(...rest.map(([name]): Check => ({ name, status: "skipped", message: "not judged" })));
    return verdictOf(drill, name, found.concept, checks);
  }
  return { status: "pass", cause: undefined, concept: undefined, sentence: "passed", checks };
}

/** What a probe found is told by its name, but for a few that say more of the program than of the probe. */
function verdictOf(drill: Drill, name: CheckName, concept: Concept, checks: readonly Check[]): Verdict {
  const probe = drill.probe?.find((probe) => probe === name);
  const hasOwn = ["crashes", "sigpipe", "spins-at-end", "one-client", "leaks"].includes(concept);
  const isLate = concept === "spins" && probe !== "no-spin";
  const isOfProbe = !hasOwn && !isLate && !(concept === "dies-with-client" && probe === "idle-other");
  const cause = isOfProbe && probe !== undefined ? probe : causeOf[concept];
  const isError = concept === "does-not-build" || concept === "does-not-start";
  return {
    status: isError ? "error" : "fail",
    cause,
    concept,
    sentence: sentenceFor(concept, drill.say, cause),
    checks,
  };
}

function pass(message: string): Finding {
  return { status: "pass", message };
}

function lookAtBuild({ buildError }: ServerEvidence): Finding {
  return buildError === undefined ? pass("it builds") : { concept: "does-not-build", message: buildError };
}

function lookAtStart({ ending, isUnstartable }: ServerEvidence): Finding {
  if (ending === undefined || ending.code === 126 || ending.code === 127 || isUnstartable)
    return { concept: "does-not-start", message: ending?.stderr.toString() ?? "" };
  return pass("it starts");
}

/**
 * A server that died while it was probed is told by its death: by a signal it crashed. Who prints without end does so
 * because it did not notice that a client had left, or it would have done so before the first one came.
 */
function lookAtProbe({ ending, tried }: ServerEvidence, probe: Probe): Finding {
  const found = tried.find(([name]) => name === probe)?.[1];
  if (found === undefined) return pass(passed[probe]);
  if ("reason" in found) return { status: "skipped", message: found.reason };
  if (ending?.stopped === "output") return { concept: "spins-at-end", message: "it prints without end" };
  if (ending?.stopped === "cpu") return { concept: "spins", message: "it uses the processor without end" };
  const { concept, message, meanwhile } = found;
  if (ending?.stopped === "time") return { concept, message: `${message}; its time was up` };
  if (meanwhile !== "" || ending === undefined)
    return { concept, message: meanwhile === undefined ? message : `${message}; ${meanwhile}` };
  if (probe === "restart" || probe === "alone" || probe === "sigterm") return found;
  if (ending.signal !== undefined && ending.stopped === undefined && probe !== "early-disconnect")
    return { concept: ending.signal === "SIGPIPE" ? "sigpipe" : "crashes", message: `ended by ${ending.signal}` };
  return { concept, message: `${message}; your server had ended (${endOf(ending)})` };
}

function endOf({ signal, code, stderr }: Ending): string {
  const words = code === undefined || code === 0 ? "" : lastWords(stderr);
  return `${signal ?? `exit ${code}`}${words === "" ? "" : `: ${words}`}`;
}

/**
 * A server may say more than what it received, before and in front of it. But behind it comes a line end, or what was
 * received next, and nothing else.
 */
function lookAtPrint({ drill, words, ending, said }: ServerEvidence): Finding {
  const printed = ending?.stdout.toString("latin1") ?? "";
  if (ending?.stopped === "output") return { concept: "floods", message: "stopped after 1 MiB of output" };
  if (printed.trim() === "") return { concept: "prints-nothing", message: "nothing was printed" };
  const wanted = bytesOf(drill.print ?? [], words).toString("latin1");
  const at = printed.indexOf(wanted);
  const head = `a client sent "${wanted}"`;
  if (at < 0) return { concept: "partial-output", message: `${head}, and that was not printed` };
  const next = said[said.findIndex((bytes) => bytes.toString("latin1") === wanted) + 1];
  const rest = printed.slice(at + wanted.length);
  if (/^\s|^$/.test(rest) || (next !== undefined && rest.startsWith(next.toString("latin1"))))
    return pass("what it prints is right");
  const more = rest.search(/\n|$/);
  return { concept: "wrong-output", message: `${head}; printed are ${more} bytes more, behind it` };
}
