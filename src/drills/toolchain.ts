import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { homeFolder } from "../settings/home.ts";
import { readLanguageSettings } from "../settings/languages.ts";
import type { Language } from "./languages.ts";

/** A language as it can be used here: its tools by full path. */
export interface Toolchain {
  readonly language: Language;
  readonly compile: readonly string[] | undefined;
  /** Environment of the compiler, besides what every tool is told. */
  readonly compileEnvironment: Readonly<Record<string, string>>;
  readonly run: readonly string[];
  /** Environment of the program, besides what every program is told. */
  readonly runEnvironment?: Readonly<Record<string, string>>;
}

const known = new Map<string, Promise<Toolchain | undefined>>();

/** The home that the environment names, for those who were given none. */
const usualHome = (): string => homeFolder(undefined, process.env);

/**
 * Looks the tools of a language up once; undefined when one is missing. What the user's settings (`config.toml` in the
 * home) say of it wins over the table, and what compilers may want again is kept in the home.
 */
export function findToolchain(language: Language, home = usualHome()): Promise<Toolchain | undefined> {
  const key = `${language.id} ${home}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = locate(withSettings(language, home), join(home, "cache"));
  known.set(key, found);
  return found;
}

/** The user's own commands for it; another compiler than theirs is not tried. */
function withSettings(language: Language, home: string): Language {
  const { compile, run } = readLanguageSettings(home).of(language.id);
  const { locate: _, ...own } = language;
  return {
    ...(run === undefined ? language : own),
    ...(compile === undefined ? {} : { compile: compile.length === 0 ? undefined : compile, otherCompilers: [] }),
    ...(run === undefined ? {} : { run }),
  };
}

/** The tool of a language that is missing here, for the sentence about it. */
export function missingTool(language: Language, home = usualHome()): string {
  const { name, compile, run } = withSettings(language, home);
  const tools = [compile?.[0], run[0]].filter((tool) => tool !== undefined && tool !== "{program}");
  return tools.find((tool) => findTool(tool ?? "") === undefined) ?? tools[0] ?? name;
}

async function locate(language: Language, cache: string): Promise<Toolchain | undefined> {
  const compile = language.compile && compilerOf(language.compile, language.otherCompilers ?? []);
  if (language.compile !== undefined && compile === undefined) return undefined;
  const run = language.run[0] === "{program}" ? language.run : withPath(language.run);
  if (run === undefined) return undefined;
  const real = language.locate && (await firstLine(language.locate));
  if (language.locate !== undefined && real === undefined) return undefined;
  const told = Object.entries(language.compileEnvironment ?? {});
  const compileEnvironment = Object.fromEntries(told.map(([name, value]) => [name, value.replace("{cache}", cache)]));
  return { language, compile, compileEnvironment, run: real === undefined ? run : [real, ...run.slice(1)] };
}

function compilerOf(
  [first = "", ...words]: readonly string[],
  others: readonly string[],
): readonly string[] | undefined {
  const tool = [first, ...others].find((name) => findTool(name) !== undefined);
  return tool === undefined ? undefined : withPath([tool, ...words]);
}

function withPath(command: readonly string[]): readonly string[] | undefined {
  const path = findTool(command[0] ?? "");
  return path === undefined ? undefined : [path, ...command.slice(1)];
}

/** Full path of a program, as a shell would find it. */
export function findTool(name: string): string | undefined {
  if (name.includes("/")) return isExecutable(name) ? name : undefined;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function firstLine(command: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command[0] ?? "", command.slice(1), { timeout: 10_000 });
    return stdout.split("\n")[0] || undefined;
  } catch {
    return undefined;
  }
}
