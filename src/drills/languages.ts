import type { Puzzle } from "../puzzle.ts";
import type { Concept } from "./concepts.ts";

export type LanguageId =
  | "c"
  | "cpp"
  | "python"
  | "javascript"
  | "typescript"
  | "go"
  | "rust"
  | "java"
  | "shell"
  | "text"
  | "lab";

/** How programs of a language are made and run: argument lists, never a shell line. `{source}` and `{program}` are paths. */
export interface Language {
  readonly id: LanguageId;
  readonly name: string;
  /** Of starters, solutions and work files. */
  readonly extension: string;
  /** Others that its files may have. */
  readonly otherExtensions?: readonly string[];
  /** What the source must be called when it is compiled. */
  readonly sourceName?: string;
  readonly compile: readonly string[] | undefined;
  /** Tried where the first word of `compile` is missing; they take the same arguments. */
  readonly otherCompilers?: readonly string[];
  /** What the compiler is told besides; `{cache}` is a folder for what it may need again. */
  readonly compileEnvironment?: Readonly<Record<string, string>>;
  /** More words for the compiler, with which a program tells where it crashes. */
  readonly sanitize?: readonly string[];
  readonly run: readonly string[];
  /** Prints the path of the real tool, where the one on PATH is a slow shim. */
  readonly locate?: readonly string[];
  /** Last words on stderr of a program that was never started because its text is wrong. */
  readonly notStarted: RegExp | undefined;
  /** stdout of the C library is buffered in a pipe, and lost when the program is stopped: run under stdbuf. */
  readonly buffersOutput: boolean;
  /** Run times that reserve huge ranges and never touch them are limited by what they may write to, not by addresses. */
  readonly memory: "addresses" | "data" | "unlimited";
  /** Mistakes that cannot be made in it. */
  readonly exempt: readonly Concept[];
}

const sanitize = ["-fsanitize=address,undefined", "-fno-omit-frame-pointer"];
const node = [
  process.execPath,
  "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
  "--disable-warning=ExperimentalWarning",
  "--max-old-space-size=384",
  "{source}",
];
/** A virtual machine for programs of a second, not for servers of a year. */
const quickStart = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"];

export const languages: readonly Language[] = [
  {
    id: "c",
    name: "C",
    extension: "c",
    compile: ["cc", "-Wall", "-g", "-o", "{program}", "{source}"],
    otherCompilers: ["gcc", "clang"],
    sanitize,
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: true,
    memory: "addresses",
    exempt: [],
  },
  {
    id: "cpp",
    name: "C++",
    extension: "cpp",
    otherExtensions: ["cc", "cxx"],
    compile: ["c++", "-std=c++17", "-Wall", "-g", "-o", "{program}", "{source}"],
    otherCompilers: ["g++", "clang++"],
    sanitize,
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: true,
    memory: "addresses",
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
    memory: "addresses",
    exempt: ["byte-order"],
  },
  {
    id: "javascript",
    name: "JavaScript",
    extension: "js",
    compile: undefined,
    run: node,
    notStarted: /^SyntaxError: /m,
    buffersOutput: false,
    memory: "data",
    exempt: ["byte-order"],
  },
  {
    // Node takes the types away and runs the rest: nothing checks them.
    id: "typescript",
    name: "TypeScript",
    extension: "ts",
    compile: undefined,
    run: node,
    notStarted: /^SyntaxError(?:: | \[ERR_)/m,
    buffersOutput: false,
    memory: "data",
    exempt: ["byte-order"],
  },
  {
    id: "go",
    name: "Go",
    extension: "go",
    compile: ["go", "build", "-trimpath", "-ldflags=-w", "-o", "{program}", "{source}"],
    // One file and the standard library: no modules, no downloads, no settings of the user's.
    compileEnvironment: {
      GOCACHE: "{cache}/go-build",
      GOPATH: "{cache}/go",
      XDG_CONFIG_HOME: "{cache}",
      GO111MODULE: "off",
      GOENV: "off",
      GOTOOLCHAIN: "local",
      CGO_ENABLED: "0",
    },
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: false,
    memory: "data",
    exempt: ["byte-order"],
  },
  {
    id: "rust",
    name: "Rust",
    extension: "rs",
    compile: ["rustc", "--edition", "2021", "-o", "{program}", "{source}"],
    run: ["{program}"],
    notStarted: undefined,
    buffersOutput: false,
    memory: "addresses",
    exempt: ["byte-order"],
  },
  {
    // The public class has to be called as the file is, and a drill's name is no name of a class.
    id: "java",
    name: "Java",
    extension: "java",
    sourceName: "Main.java",
    compile: ["javac", ...quickStart.map((flag) => `-J${flag}`), "-proc:none", "-g", "-d", ".", "{source}"],
    run: ["java", ...quickStart, "-Xmx256m", "-cp", ".", "Main"],
    notStarted: /^Error: (Could not find or load main class|Main method not found)/m,
    buffersOutput: false,
    memory: "data",
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
    memory: "data",
    exempt: ["byte-order"],
  },
];

/** What drills without a program are worked on in; nothing of it is ever run. */
export const plainText: Language = {
  id: "text",
  name: "plain text",
  extension: "txt",
  compile: undefined,
  run: ["{program}"],
  notStarted: undefined,
  buffersOutput: false,
  memory: "addresses",
  exempt: [],
};

/** Calls of the lab, one a line: our own interpreter makes them. */
const labScript: Language = { ...plainText, id: "lab", name: "calls of the lab", extension: "lab" };

export function languageOfPuzzle({ kind }: Puzzle): Language {
  return kind === "lab" ? labScript : plainText;
}

const known: readonly Language[] = [...languages, plainText, labScript];

export function languageOf(id: string): Language | undefined {
  const spelled = id.toLowerCase() === "c++" ? "cpp" : id;
  return known.find((language) => language.id === spelled || extensionsOf(language).includes(spelled));
}

/** By the file's ending. */
export function languageOfFile(file: string): Language | undefined {
  return known.find((language) => extensionsOf(language).some((extension) => file.endsWith(`.${extension}`)));
}

function extensionsOf(language: Language): readonly string[] {
  return [language.extension, ...(language.otherExtensions ?? [])];
}
