import type { Problem } from "../model.ts";
import type { Rule } from "../rules.ts";

/** What is wrong with a note or folder as a whole. */
export function trouble(
  path: string,
  rule: Rule,
  severity: Problem["severity"],
  message: string,
  hint: string,
): Problem {
  return { path, line: 1, column: 1, rule, severity, message, hint };
}

/** A folder or note that can't be opened or looked at: whatever was known of it is kept. */
export function unreadable(path: string, what: "folder" | "note", error: unknown): Problem {
  const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
  return trouble(
    path,
    "unreadable",
    "error",
    `the ${what} can't be read: ${reasonOf(error)}`,
    missing
      ? "Is its name valid UTF-8, and is the disk there? Its cards are kept meanwhile."
      : "Check its rights; its cards are kept meanwhile.",
  );
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // `ENOENT: no such file or directory, open '/a/b'`
  return /^[A-Z]+: ([^,]+), \w/.exec(message)?.[1] ?? message;
}
