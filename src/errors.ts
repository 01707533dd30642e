import { getSystemErrorMessage } from "node:util";

/**
 * Thrown once when a command cannot go on, caught once in cli/main.ts and printed as
 * `place: what is wrong` with the remedy below it. Anything else that is thrown is our bug (exit 70).
 *
 * exit: 1 refused · 2 usage, or no such path · 4 a tool is missing here (DESIGN of the command line: README).
 */
export class CardsError extends Error {
  readonly hint: string;
  readonly exit: 1 | 2 | 4;

  constructor(message: string, hint: string, options: { exit?: 1 | 2 | 4; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "CardsError";
    this.hint = hint;
    this.exit = options.exit ?? 1;
  }
}

const inOurWords: Readonly<Record<string, string>> = { ENOENT: "no such file or folder", EISDIR: "is a folder" };

/** What the system says of a call that failed: `permission denied`. Any other error has its own message. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!("errno" in error) || typeof error.errno !== "number") return error.message;
  const name = "code" in error ? String(error.code) : "";
  return inOurWords[name] ?? getSystemErrorMessage(error.errno);
}
