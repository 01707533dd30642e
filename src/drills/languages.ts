import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { Concept } from "./concepts.ts";

export type LanguageId = "c" | "cpp" | "python" | "javascript" | "shell";

/** How programs of a language are made and run: argument lists, never a shell line. `{source}` and `{program}` are paths. */
export interface Language {
  readonly id: LanguageId;
  readonly name: string;
  /** Of starters, solutions and work files. */
  readonly extension: string;
  /** Others that its files may have. */
  readonly otherExtensions?: readonly string[];
  readonly compile: readonly string[] | undefined;
  /** Tried where the first word of `compile` is missing; they take the same arguments. */
  readonly otherCompilers?: readonly string[];
  readonly run: readonly string[];
  /** Prints the path of the real tool, where the one on PATH is a slow shim. */
  readonly locate?: readonly string[];
  /** Last words on stderr of a program that was never started because its text is wrong. */
  readonly notStarted: RegExp | undefined;
  /** stdout of the C library is buffered in a pipe, and lost when the program is stopped: run under stdbuf. */
  readonly buffersOutput: boolean;
  /** A limit on its address space does no harm; run times that reserve huge ranges die of it. */
  readonly limitsMemory: boolean;
  /** Mistakes that cannot be made in it. */
  readonly exempt: readonly Concept[];
}

export const languages: readonly Language[] = [
  {
    id: "c",
    name: "C",
    extension: "c",
    compile: ["cc", "-Wall", "-g", "-o", "{program}", "{source}"],
    otherCompilers: ["gcc", "clang"],
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: true,
    limitsMemory: true,
    exempt: [],
  },
  {
    id: "cpp",
    name: "C++",
    extension: "cpp",
    otherExtensions: ["cc", "cxx"],
    compile: ["c++", "-std=c++17", "-Wall", "-g", "-o", "{program}", "{source}"],
    otherCompilers: ["g++", "clang++"],
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: true,
    limitsMemory: true,
    exempt: [],
  },
  {
    id: "python",
    name: "Python",
    extension: "py",
    compile: undefined,
    run: ["python3", "{source}"],
    locate: ["python3", "-c", "import sys; print(sys.executable)"],
    notStarted: /^(SyntaxError|IndentationError|TabError): /m,
    buffersOutput: false,
    limitsMemory: true,
    exempt: ["byte-order"],
  },
  {
    id: "javascript",
    name: "JavaScript",
    extension: "js",
    compile: undefined,
    run: [process.execPath, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "{source}"],
    notStarted: /^SyntaxError: /m,
    buffersOutput: false,
    limitsMemory: false,
    exempt: ["byte-order"],
  },
  {
    id: "shell",
    name: "shell",
    extension: "sh",
    compile: undefined,
    run: ["sh", "{source}"],
    notStarted: /: (Syntax error|syntax error)/,
    buffersOutput: true,
    limitsMemory: false,
    exempt: ["byte-order"],
  },
];

export function languageOf(id: string): Language | undefined {
  const spelled = id.toLowerCase() === "c++" ? "cpp" : id;
  return languages.find((language) => language.id === spelled || extensionsOf(language).includes(spelled));
}

/** By the file's ending. */
export function languageOfFile(file: string): Language | undefined {
  return languages.find((language) => extensionsOf(language).some((extension) => file.endsWith(`.${extension}`)));
}

function extensionsOf(language: Language): readonly string[] {
  return [language.extension, ...(language.otherExtensions ?? [])];
}

/** A language as it can be used here: its tools by full path. */
export interface Toolchain {
  readonly language: Language;
  readonly compile: readonly string[] | undefined;
  readonly run: readonly string[];
}

const known = new Map<LanguageId, Promise<Toolchain | undefined>>();

/** Looks the tools of a language up once; undefined when one is missing. */
export function findToolchain(language: Language): Promise<Toolchain | undefined> {
  const before = known.get(language.id);
  if (before !== undefined) return before;
  const found = locate(language);
  known.set(language.id, found);
  return found;
}

/** The tool of a language that is missing here, for the sentence about it. */
export function missingTool(language: Language): string {
  return (language.compile ?? language.run)[0] ?? language.name;
}

async function locate(language: Language): Promise<Toolchain | undefined> {
  const compile = language.compile && compilerOf(language.compile, language.otherCompilers ?? []);
  if (language.compile !== undefined && compile === undefined) return undefined;
  const run = language.run[0] === "{program}" ? language.run : withPath(language.run);
  if (run === undefined) return undefined;
  const real = language.locate && (await firstLine(language.locate));
  if (language.locate !== undefined && real === undefined) return undefined;
  return { language, compile, run: real === undefined ? run : [real, ...run.slice(1)] };
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
