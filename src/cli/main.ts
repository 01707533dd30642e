import { CardsError } from "../errors.ts";
import { safeText } from "../markdown/safe-text.ts";
import { makeContext, type Options, type Run } from "./context.ts";
import { parseQuickly } from "./quick.ts";
import { write } from "./streams.ts";

/** Words typed → exit code. The only place that catches. */
async function main(words: readonly string[]): Promise<number> {
  const call = parseQuickly(words) ?? (await import("./program.ts")).parse(words);
  if (typeof call === "number") return call;
  return within(call.words, call.options, (await call.command.load()).run);
}

async function within(words: readonly string[], options: Options, run: Run): Promise<number> {
  const context = makeContext(words, options);
  try {
    return await run(context);
  } finally {
    context.close();
  }
}

function explain(error: unknown): number {
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
