import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome, Stage } from "./stage.ts";
import { findTool, type Toolchain } from "./toolchain.ts";

/** Other ways to run the same program, for someone who wants to know more than the verdict tells. */

/** Signals of a program that touched what is not its own, or gave up on itself. */
const crashes = /^SIG(SEGV|BUS|ABRT|FPE|ILL|TRAP)$/;

export function hasCrashed({ ending }: Outcome): boolean {
  return ending !== undefined && ending.stopped === undefined && crashes.test(ending.signal ?? "");
}

/** Built so that the program itself tells where it goes wrong (gcc and clang, -fsanitize); undefined: not in this language. */
export function sanitized(toolchain: Toolchain): Toolchain | undefined {
  const { language, compile } = toolchain;
  if (language.sanitize === undefined || compile === undefined) return undefined;
  return {
    ...toolchain,
    // The sanitizer's own book-keeping reserves terabytes, and it has to be loaded before anything else: no stdbuf.
    language: { ...language, memory: "unlimited", buffersOutput: false },
    compile: [...compile, ...language.sanitize],
    runEnvironment: {
      ASAN_OPTIONS: "detect_leaks=0:color=never:handle_abort=1",
      UBSAN_OPTIONS: "color=never:print_stacktrace=0",
    },
  };
}

/** Under strace, which writes into the work folder; undefined where it is missing. */
export function traced(toolchain: Toolchain): Toolchain | undefined {
  const strace = findTool("strace");
  if (strace === undefined) return undefined;
  const calls =
    "trace=%network,read,write,readv,writev,close,poll,ppoll,select,pselect6,epoll_wait,epoll_pwait,fcntl,dup2";
  const words = [strace, "-f", "-qq", "-s", "48", "-e", calls, "-e", "signal=!SIGCHLD", "-o", traceFile];
  return { ...toolchain, run: [...words, "--", ...toolchain.run] };
}

const traceFile = "calls.strace";
/** A loop that spins makes thousands. */
const mostCalls = 400;

/**
 * The calls on sockets and what else is done with descriptors, from the first `socket` on: what comes before is the
 * program being loaded.
 */
export function tracedCalls(folder: string): readonly string[] {
  const lines = textOf(join(folder, traceFile))
    .split("\n")
    .filter((line) => line !== "");
  const first = lines.findIndex((line) => /\bsocket\(/.test(line));
  const processes = new Set(lines.map((line) => /^\d+/.exec(line)?.[0]));
  const calls = lines.slice(Math.max(0, first));
  const told = processes.size > 1 ? calls : calls.map((line) => line.replace(/^\d+ +/, ""));
  const more = told.length - mostCalls;
  return more > 0 ? [...told.slice(0, mostCalls), `… ${more} more`] : told;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

const plainly: Readonly<Record<string, string>> = {
  "heap-buffer-overflow": "beyond the end of what malloc gave",
  "stack-buffer-overflow": "beyond the end of a local array",
  "global-buffer-overflow": "beyond the end of a global array",
  "dynamic-stack-buffer-overflow": "beyond the end of a local array",
  "heap-use-after-free": "in memory that was freed before",
  "stack-use-after-return": "in a local variable of a function that had returned",
  SEGV: "through a pointer that leads nowhere",
};

/**
 * What the sanitizers said, in one line that names the learner's: `main.c:12: write beyond the end of a local array`.
 *
 *     ==7==ERROR: AddressSanitizer: heap-buffer-overflow on address …
 *     WRITE of size 1 at …
 *         #0 0x55d… in main main.c:12
 *     main.c:9:5: runtime error: division by zero
 */
export function sanitizerSays(stderr: string, { source, named }: Pick<Stage, "source" | "named">): string | undefined {
  const name = source.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const undefinedBehaviour = new RegExp(`^(?:.*/)?${name}:(\\d+)(?::\\d+)?: runtime error: (.+)$`, "m").exec(stderr);
  const [, report] = stderr.split("ERROR: AddressSanitizer: ", 2);
  const kind = /^(?:attempting double-free|[\w-]+)/.exec(report ?? "")?.[0];
  if (report === undefined || kind === undefined)
    return undefinedBehaviour === null ? undefined : `${named}:${undefinedBehaviour[1]}: ${undefinedBehaviour[2]}`;
  const line = new RegExp(`^\\s+#\\d+ .*?${name}:(\\d+)`, "m").exec(report)?.[1];
  if (line === undefined) return undefined;
  const verb = /^(?:The signal is caused by a )?(READ|WRITE)\b/m.exec(report.replaceAll(/^==\d+==/gm, ""))?.[1];
  if (kind === "attempting double-free") return `${named}:${line}: memory was freed twice`;
  return `${named}:${line}: ${verb?.toLowerCase() ?? "access"} ${plainly[kind] ?? `(${kind})`}`;
}
