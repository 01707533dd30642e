import { CardsError } from "../errors.ts";

/** A failure of the database as a sentence with its remedy; anything else as it is. */
export function readableError(error: unknown, file: string): unknown {
  if (error instanceof CardsError) return error;
  const code = error instanceof Error && "errcode" in error ? resultCode(error.errcode) : systemCode(error);
  if (code === undefined) return error;
  const reason = error instanceof Error ? error.message : code;
  const hints: Record<string, string> = {
    NOTADB: "This is no database of cards. Move the file away, or name another home with --home.",
    CORRUPT: "The file is damaged. Move it away and restore a backup; your notes are untouched.",
    BUSY: "Another cards is writing. Wait for it, or end it.",
    READONLY: "Check the rights of the file and its folder; nothing was changed.",
    FULL: "The disk is full. Free some space; everything that was saved is safe.",
  };
  return new CardsError(
    `${file}: ${reason}`,
    hints[code] ?? "Check the folder's rights, or name another home with --home.",
    {
      cause: error,
    },
  );
}

/** Whether SQLite speaks of the file or its disk: reading finds that out, too. Anything else that it complains of is our bug. */
export function isTroubleWithFile(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && resultCode(error.errcode) !== "ERROR";
}

/** The basic codes of https://sqlite.org/rescode.html that have a remedy of their own; an extended one has it in its last byte. */
const resultCodes: Readonly<Record<number, string>> = {
  5: "BUSY",
  8: "READONLY",
  11: "CORRUPT",
  13: "FULL",
  26: "NOTADB",
};

function resultCode(code: unknown): string {
  return resultCodes[Number(code) & 0xff] ?? "ERROR";
}

/** Node's name of what a system call complains of: `EEXIST`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$/.test(code) ? code : undefined;
}
