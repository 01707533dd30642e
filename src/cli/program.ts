import { Command, CommanderError, Option } from "commander";
import { nearestName } from "../notes/nearest-name.ts";
import { packageVersion } from "../settings/home.ts";
import { type Call, type CommandSpec, everywhere, type OptionSpec } from "./spec.ts";
import { commands, groups } from "./table.ts";
import { write } from "./streams.ts";

/** Reads the words by commander: help, "did you mean", mistakes. Gives an exit code where there is nothing to run. */
export function parse(words: readonly string[]): Call | number {
  let call: Call | undefined;
  const program = new Command("cards")
    .description("Notes you can run: flashcards from your notes, with socket drills judged on the wire.")
    .helpOption("-h, --help", "show help")
    .commandsGroup("Upkeep:")
    .helpCommand("help [command]", "show help, for a command its own")
    .version(packageVersion(), "-V, --version", "show the version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => write(1, text),
      writeErr: (text) => write(2, text),
      outputError: (text, write) => write(text.replace(/^error: /, "cards: ")),
    })
    .addHelpText(
      "after",
      `\nExamples:\n  cards import ~/notes        take in a vault\n  cards review                what is due, card by card\n  cards drill socat-lab       a first drill, in one shell line\n`,
    );
  addOptions(program, []);
  program.allowExcessArguments().action(() => {
    const [word] = program.args;
    if (word !== undefined) program.error(`error: unknown command '${word}'${meant(word)}`);
    call = { command: overview, words: [], options: program.opts() };
  });
  const take = (found: Call): void => void (call = found);
  for (const { title, commands: rows } of groups)
    for (const command of rows) declare(program, command, take).helpGroup(`${title}:`);
  return attempt(program, words) ?? call ?? 0;
}

/** `drill run` is made below `drill`, which comes before it in the table. */
function declare(program: Command, command: CommandSpec, take: (call: Call) => void): Command {
  const [first = "", second] = command.name.split(" ");
  const parent = second === undefined ? program : (program.commands.find((each) => each.name() === first) ?? program);
  const made = parent
    .command(`${second ?? first} ${command.words}`.trim())
    .summary(command.summary)
    .description(command.summary)
    .allowExcessArguments(false)
    .exitOverride();
  addOptions(made, command.options);
  if (command.words.includes("query")) made.allowUnknownOption();
  return made.action(() => {
    // A query's words may begin with one dash, "not"; two are an option that nobody knows.
    const unknown = made.args.find((word) => word.startsWith("--"));
    if (unknown !== undefined) made.error(`error: unknown option '${unknown}'`);
    take({ command, words: made.args, options: { ...program.opts(), ...made.parent?.opts(), ...made.opts() } });
  });
}

const overview: CommandSpec = {
  name: "",
  words: "",
  summary: "what is due, and the next thing to do",
  options: [],
  load: () => import("./commands/overview.ts"),
};

function meant(word: string): string {
  const name = nearestName(
    word,
    commands.map((command) => command.name),
  );
  return name === undefined ? "\ncards --help shows all commands." : `\nDid you mean ${name}?`;
}

function addOptions(command: Command, own: readonly OptionSpec[]): void {
  for (const option of [...own, ...everywhere]) {
    const long = option.value === undefined ? `--${option.flag}` : `--${option.flag} <${option.value}>`;
    const flags = option.short === undefined ? long : `-${option.short}, ${long}`;
    const made = new RawOption(flags, option.summary);
    const join = (value: string, before?: string): string => (before === undefined ? value : `${before} ${value}`);
    command.addOption(option.repeats === true ? made.argParser(join) : made);
  }
}

/** Keeps `dry-run` as it is typed instead of making it `dryRun`. */
class RawOption extends Option {
  override attributeName(): string {
    return this.name();
  }
}

function attempt(program: Command, words: readonly string[]): number | undefined {
  try {
    program.parse(words, { from: "user" });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
