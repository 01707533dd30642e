import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";

/** What the user's settings say of one language: argument lists, as in the table of languages. */
export interface LanguageSettings {
  /** Empty: it needs no compiler. */
  readonly compile?: readonly string[];
  readonly run?: readonly string[];
}

export interface AllLanguageSettings {
  of(language: string): LanguageSettings;
  /** Languages that are named. */
  readonly names: readonly string[];
  /** Sentences about what could not be understood, each beginning with the file. */
  readonly complaints: readonly string[];
}

/**
 * Reads the tables `[languages.<id>]` of config.toml in the home:
 *
 *     [languages.c]
 *     compile = ["tcc", "-o", "{program}", "{source}"]
 *     run = ["{program}"]
 */
export function readLanguageSettings(home: string): AllLanguageSettings {
  const file = join(home, "config.toml");
  const none = { of: () => ({}), names: [], complaints: [] };
  if (!existsSync(file)) return none;
  try {
    const tables = tableOf(parse(readFileSync(file, "utf8"))["languages"]);
    const read = new Map(Object.entries(tables).map(([name, table]) => [name, settingsOf(name, tableOf(table))]));
    const complaints = [...read.values()].flatMap((one) => one.complaints.map((sentence) => `${file}: ${sentence}`));
    return { of: (language) => read.get(language)?.settings ?? {}, names: [...read.keys()], complaints };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { ...none, complaints: [`${file}: ${reason}; the built-in commands are used`] };
  }
}

function tableOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function settingsOf(name: string, table: Record<string, unknown>) {
  const complaints: string[] = [];
  const settings: { compile?: readonly string[]; run?: readonly string[] } = {};
  for (const [key, value] of Object.entries(table)) {
    if (key !== "compile" && key !== "run")
      complaints.push(`languages.${name}.${key} is not known; compile and run are`);
    else if (isWords(value, key)) settings[key] = value;
    else complaints.push(`languages.${name}.${key} is not a list of words, like ["cc", "-o", "{program}", "{source}"]`);
  }
  return { settings, complaints };
}

function isWords(value: unknown, key: string): value is string[] {
  const isList = Array.isArray(value) && value.every((word) => typeof word === "string");
  return isList && (key === "compile" || value.length > 0);
}
