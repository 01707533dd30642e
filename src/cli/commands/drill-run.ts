import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { CardsError } from "../../errors.ts";
import { type Language, languageOf, languageOfFile, languageOfPuzzle, languages } from "../../drills/languages.ts";
import { openIsolation } from "../../drills/isolation.ts";
import { findDrill } from "../../drills/library.ts";
import { carryFor } from "../../drills/own-client.ts";
import { attemptJson } from "../../drills/report.ts";
import type { Drill, Transport } from "../../model.ts";
import { attemptBody, recordAttempt } from "../../review/attempt.ts";
import { refuseUnreadable } from "../../settings/given-file.ts";
import { verdictLines } from "../../terminal/verdict.ts";
import { type Context, wholeNumber } from "../context.ts";

export async function run(context: Context): Promise<number> {
  using isolation = openIsolation();
  const db = context.db();
  const drill = findDrill(db, context.words[0] ?? "");
  const file = context.options["file"];
  if (typeof file !== "string")
    throw new CardsError("drill run: which file?", `Name the program: cards drill run ${drill.id} --file FILE`, {
      exit: 2,
    });
  refuseUnreadable(file, "Name the program to be judged.");
  const language =
    drill.puzzle === undefined ? languageFor(file, context.options["lang"]) : languageOfPuzzle(drill.puzzle);
  const attempt = await isolation.run({
    drill,
    language,
    home: context.home,
    syscalls: context.options["syscalls"] === true,
    file,
    seed: wholeNumber(context.options["seed"], "seed", 0) ?? randomInt(2 ** 31),
    ...transportFor(drill, context.options["transport"]),
    ...(drill.role === "answer" ? { carry: carryFor(db, context.home) } : {}),
  });
  recordAttempt(db, drill.id, attemptBody(attempt, readFileSync(file), 0), context.now());
  if (context.json) context.out(JSON.stringify(attemptJson(attempt), undefined, 2));
  else context.out(verdictLines(attempt, { width: context.width, color: context.color }).join("\n"));
  return { pass: 0, fail: 1, error: 1, skipped: 4 }[attempt.verdict.status];
}

function languageFor(file: string, wanted: string | boolean | undefined): Language {
  const found = typeof wanted === "string" ? languageOf(wanted) : languageOfFile(file);
  if (found !== undefined && languages.includes(found)) return found;
  const known = languages.map((language) => language.id).join(", ");
  throw new CardsError(
    `${typeof wanted === "string" ? wanted : file}: in which language is it?`,
    `Name it with --lang: ${known}.`,
    { exit: 2 },
  );
}

/** A transport that the drill allows and that works here. */
export function transportFor(drill: Drill, wanted: string | boolean | undefined): { transport?: Transport } {
  if (typeof wanted !== "string") return {};
  const transport = drill.transports.find((transport) => transport === wanted);
  if (transport !== undefined) return { transport };
  throw new CardsError(`${wanted}: not a transport of ${drill.id}`, `It runs over ${drill.transports.join(", ")}.`, {
    exit: 2,
  });
}
