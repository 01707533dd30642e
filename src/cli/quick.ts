import { parseArgs } from "node:util";
import { type CommandSpec, commands, everywhere } from "./table.ts";
import type { Options } from "./context.ts";

export interface Call {
  readonly command: CommandSpec;
  readonly words: readonly string[];
  readonly options: Options;
}

/**
 * Reads a plain `cards review …` by Node's own parser, so that the first card does not wait for the library that
 * explains every command. Anything else, mistakes included, is left to it: undefined.
 */
export function parseQuickly(words: readonly string[]): Call | undefined {
  const command = commands.find((each) => each.name === "review" && each.name === words[0]);
  if (command === undefined) return undefined;
  const options = Object.fromEntries(
    [...everywhere, ...command.options].map((option) => [
      option.flag,
      { type: option.value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  try {
    // `-tag:x` is a query's "not", which only the library tells from an option.
    const parsed = parseArgs({ args: words.slice(1), options, allowPositionals: true, strict: true });
    return { command, words: parsed.positionals, options: parsed.values };
  } catch {
    return undefined;
  }
}
