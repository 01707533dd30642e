import { CardsError } from "../errors.ts";
import { safeText } from "../markdown/safe-text.ts";
import { databaseFile } from "../settings/home.ts";
import { isTroubleWithFile, readableError } from "../store/failure.ts";
import { makeContext } from "./context.ts";
import { parseQuickly } from "./quick.ts";
import type { Call } from "./spec.ts";
import { write } from "./streams.ts";

/** Words typed → exit code. The only place that catches. */
async function main(words: readonly string[]): Promise<number> {
  const call = parseQuickly(words) ?? (await import("./program.ts")).parse(words);
  if (typeof call === "number") return call;
  refuseEmptyWords(call);
  const { run } = await call.command.load();
  const context = makeContext(call.words, call.options);
  try {
    return await run(context);
  } catch (error) {
    throw isTroubleWithFile(error) ? readableError(error, databaseFile(context.home)) : error;
  } finally {
    context.close();
  }
}

/** An empty word is a variable that the shell does not know: as a path it would be the folder that we stand in. */
function refuseEmptyWords({ command, words, options }: Call): void {
  const isQuery = command.words.includes("query");
  const option = Object.keys(options).find((name) => options[name] === "");
  if (option === undefined && (isQuery || !words.includes(""))) return;
  const hint = "Is a variable of the shell empty? Name it, or leave it out.";
  throw new CardsError(`${option === undefined ? `cards ${command.name}` : `--${option}`}: an empty word`, hint, {
    exit: 2,
  });
}

/** The one mistake that any path may meet, since each is looked at from the folder that we stand in. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "uv_cwd";
}

function explain(error: unknown): number {
  if (isFolderGone(error))
    return explain(new CardsError("the folder that you are in is gone", "Go to another one: cd.", { exit: 2 }));
  if (error instanceof CardsError) {
    write(2, `${safeText(error.message)}\n  ${safeText(error.hint)}\n`);
    return error.exit;
  }
  write(
    2,
    `cards: a fault of ours: ${safeText(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return 70;
}

void main(process.argv.slice(2))
  .catch(explain)
  .then((code) => (process.exitCode = code));
