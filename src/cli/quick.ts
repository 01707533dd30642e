import { parseArgs } from "node:util";
import { type Call, everywhere } from "./spec.ts";
import { commands } from "./table.ts";

/** What is waited for, or done again on every save. */
const quick = new Set(["review", "import"]);

/**
 * Reads a plain `cards review …` or `cards import …` by Node's own parser, so that they do not wait for the library that
 * explains every command. Anything else, mistakes included, is left to it: undefined.
 */
export function parseQuickly(words: readonly string[]): Call | undefined {
  const command = commands.find((each) => each.name === words[0] && quick.has(each.name));
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
    const complete = parsed.positionals.length > 0 || !command.words.startsWith("<");
    return complete ? { command, words: parsed.positionals, options: parsed.values } : undefined;
  } catch {
    return undefined;
  }
}
