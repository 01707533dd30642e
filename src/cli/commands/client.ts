import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { languageOf, languageOfFile } from "../../drills/languages.ts";
import { findDrill } from "../../drills/library.ts";
import {
  forgetClient,
  type OwnClient,
  passOf,
  readOwnClient,
  registerClient,
  sourceOf,
} from "../../drills/own-client.ts";
import { runDrill } from "../../drills/run.ts";
import { CardsError } from "../../errors.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { attemptBody, recordAttempt } from "../../review/attempt.ts";
import { refuseUnreadable } from "../../settings/given-file.ts";
import { verdictLines } from "../../terminal/verdict.ts";
import { type Context, document } from "../context.ts";

/** A client that has proved nothing yet is tried with this one. */
const firstDrill = "tcp-hello";

/** Shows the learner's own client; `use FILE` makes a program it, `none` ends it. */
export async function run(context: Context): Promise<number> {
  const [word, file] = context.words;
  if (word === undefined) return tell(context, readOwnClient(context.db()));
  if (word === "none" && file === undefined) {
    forgetClient(context.db(), context.home);
    return tell(context, undefined);
  }
  if (word === "use" && file !== undefined) return use(context, resolve(file));
  const typed = context.words.join(" ");
  throw new CardsError(`client ${typed}: not understood`, "cards client, client use FILE, client none.", { exit: 2 });
}

function tell(context: Context, client: OwnClient | undefined): number {
  if (context.json) {
    context.out(document({ client: client ?? null }));
    return 0;
  }
  context.out(
    client === undefined
      ? "Your answers go to the grader directly. A client of yours that has passed a drill may carry them: cards client use FILE"
      : safeText(
          `Your ${basename(client.from)} carries your answers, over ${client.transport} (it has passed ${client.drill}). cards client none ends it.`,
        ),
  );
  return 0;
}

/** It must have passed a client's drill with this very content; else it is tried now. */
async function use(context: Context, file: string): Promise<number> {
  const db = context.db();
  refuseUnreadable(file, "Name your client's program.");
  const source = sourceOf(file) ?? "";
  const passed = passOf(db, source) ?? (await tryNow(context, file));
  if (passed === undefined) return 1;
  return tell(context, registerClient(db, context.home, file, { ...passed, source }));
}

async function tryNow(
  context: Context,
  file: string,
): Promise<Omit<OwnClient, "file" | "from" | "source"> | undefined> {
  const db = context.db();
  const language = languageOfFile(file);
  if (language === undefined || language === languageOf("text"))
    throw new CardsError(`${file}: in which language is it?`, "Its ending tells: .c, .py, .js …", { exit: 2 });
  const drill = findDrill(db, firstDrill);
  const attempt = await runDrill({ drill, language, file, seed: randomInt(2 ** 31), home: context.home });
  recordAttempt(db, drill.id, attemptBody(attempt, readFileSync(file), 0), context.now());
  const { status } = attempt.verdict;
  if (status === "pass") return { drill: drill.id, transport: attempt.transport, language: language.id };
  context.note(`A client that carries answers must have passed a drill. It was tried with ${drill.id}:`);
  context.note(verdictLines(attempt, { width: context.width, color: context.color }).join("\n"));
  return undefined;
}
