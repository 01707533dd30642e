import { hash } from "node:crypto";
import { basename } from "node:path";
import type { Drill, Transport } from "../model.ts";
import { defaultLimits, type Limits } from "./cage.ts";
import { type DrillFile, filesOf } from "./catalogue.ts";
import type { LanguageId } from "./languages.ts";
import { findTool } from "./toolchain.ts";
import { type Attempt, runDrill } from "./run.ts";

/**
 * The authors' self-check: a drill that passes its own starter, or fails its own solution, teaches nonsense.
 * Every starter fails, every solution passes, every known-wrong program fails with the concept that its name states.
 */
export interface CheckResult {
  readonly drill: string;
  /** Name of the file below the drill's folder. */
  readonly file: string;
  readonly language: LanguageId;
  readonly transport: string;
  readonly outcome: "ok" | "wrong" | "skipped";
  /** What was expected and what came, or why it was skipped. */
  readonly message: string;
  readonly ms: number;
}

export interface CheckOptions {
  readonly drills: readonly Drill[];
  readonly decks: string;
  /** Repetitions, each with a seed of its own: a verdict that flickers is a fault too. */
  readonly times?: number;
  readonly seed?: number;
  /** Only so many of the files, chosen by the seed. */
  readonly sample?: number | undefined;
  readonly languages?: readonly LanguageId[];
  readonly limits?: Limits;
  /** Runs one; default: in this process. */
  readonly run?: typeof runDrill;
  /** Where settings and build caches are kept. */
  readonly home?: string | undefined;
}

/** One result a file, transport and repetition, as they come. */
export async function* checkDrills(options: CheckOptions): AsyncIterable<CheckResult> {
  const { drills, decks, times = 1, seed = 1, languages } = options;
  const files = drills.flatMap((drill) =>
    filesOf(decks, drill)
      .filter((file) => languages?.includes(file.language.id) ?? true)
      .map((file) => ({ drill, file })),
  );
  for (const { drill, file } of chosen(files, seed, options.sample)) {
    for (let round = 0; round < times; round++) {
      for (const transport of file.transports) {
        yield await checkFile(drill, file, {
          transport,
          seed: seed + round,
          limits: options.limits ?? defaultLimits,
          home: options.home,
          run: options.run ?? runDrill,
        });
      }
    }
  }
}

type Case = { readonly drill: Drill; readonly file: DrillFile };

/** The same seed chooses the same files, whatever their order. */
function chosen(files: readonly Case[], seed: number, sample = files.length): readonly Case[] {
  if (sample >= files.length) return files;
  const lot = ({ drill, file }: Case): string => hash("sha256", `${seed} ${drill.id}/${basename(file.path)}`);
  return files
    .map((one) => ({ ...one, lot: lot(one) }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, sample);
}

interface Trial {
  readonly transport: Transport;
  readonly seed: number;
  readonly limits: Limits;
  readonly home: string | undefined;
  readonly run: typeof runDrill;
}

async function checkFile(drill: Drill, file: DrillFile, { run, ...trial }: Trial): Promise<CheckResult> {
  const { path, language } = file;
  const name = file.kind === "wrong" ? `wrong/${basename(path)}` : basename(path);
  const head = { drill: drill.id, file: name, language: language.id, transport: trial.transport };
  const missing = file.needs.find((tool) => findTool(tool) === undefined);
  if (missing !== undefined) return { ...head, outcome: "skipped", message: `${missing} is missing here`, ms: 0 };

  const attempt = await run({ drill, language, file: path, ...trial });
  const { verdict, ms } = attempt;
  if (verdict.status === "skipped") return { ...head, outcome: "skipped", message: verdict.sentence, ms };
  const outcome = isAsExpected(file, attempt) ? "ok" : "wrong";
  return { ...head, outcome, message: `${expectation(file)}, ${finding(attempt)}`, ms };
}

function isAsExpected(file: DrillFile, { verdict }: Attempt): boolean {
  if (file.kind === "solution") return verdict.status === "pass";
  if (file.kind === "starter") return verdict.status === "fail";
  return verdict.concept === file.concept;
}

function expectation(file: DrillFile): string {
  return { starter: "must fail", solution: "must pass", wrong: `must fail with ${file.concept}` }[file.kind];
}

function finding({ verdict }: Attempt): string {
  const failed = verdict.checks.find((check) => check.status === "fail");
  return verdict.status === "pass" ? "passed" : `${verdict.status}: ${verdict.concept} (${failed?.message ?? ""})`;
}
