import type { Options, Run } from "./context.ts";

export interface OptionSpec {
  readonly flag: string;
  /** One letter that stands for it: `n` is `-n`. */
  readonly short?: string;
  /** Its value's name; a flag without one is yes or no. */
  readonly value?: string;
  /** Given several times, the values stand side by side. */
  readonly repeats?: true;
  readonly summary: string;
}

export interface CommandSpec {
  /** `drill run` is the sub-command run of drill. */
  readonly name: string;
  /** Its words, as help shows them: `<path...>`, `[query...]`. */
  readonly words: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** A command with what was typed behind it. */
export interface Call {
  readonly command: CommandSpec;
  readonly words: readonly string[];
  readonly options: Options;
}

export const everywhere: readonly OptionSpec[] = [
  { flag: "json", summary: "one JSON document on stdout" },
  { flag: "home", value: "dir", summary: "folder of the database (else CARDS_HOME)" },
  { flag: "now", value: "moment", summary: "pretend that it is this moment (ISO 8601)" },
];
