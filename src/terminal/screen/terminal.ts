import { constants } from "node:os";
import { safeText } from "../../markdown/safe-text.ts";
import type { OpenStage } from "./stage.ts";

const alternate = { enter: "\u001b[?1049h\u001b[?25l\u001b[H", leave: "\u001b[?2004l\u001b[?1049l\u001b[?25h" };
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Shows a stage until it is left, and gives the exit code. The first page is written before the renderer is loaded, which
 * takes longer than all the rest; what is typed meanwhile waits in the terminal.
 *
 * However it ends, by a key, a signal or a fault of ours, the terminal is as it was before.
 */
export async function playStage(stage: OpenStage): Promise<number> {
  const { stdin, stdout } = process;
  const { screen } = stage;
  using guard = guardTerminal(screen.isLent);
  guard.restoreBy(() => stdout.write(alternate.leave));
  // A terminal that was never told its size says 0.
  const size = { columns: stdout.columns || 80, rows: stdout.rows || 24 };
  stdout.write(alternate.enter + screen.lines(size).join("\r\n"));
  stdin.setRawMode(true);
  const { showWithInk } = await import("./ink.ts");
  stdout.write("\u001b[H\u001b[J");
  const shown = showWithInk(screen, { stdin, stdout });
  // It leaves the alternate screen by itself. Leaving it twice would put the cursor back to where it was before.
  guard.restoreBy(shown.close);
  return await Promise.race([stage.left, shown.failed]);
}

interface Guard extends Disposable {
  /** What gives the terminal back; it is done once. */
  restoreBy(work: () => void): void;
}

/** From now on every way out of the process leads through the restored terminal. */
function guardTerminal(isLent: () => boolean): Guard {
  let work: (() => void) | undefined;
  const restore = (): void => {
    const now = work;
    work = undefined;
    now?.();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (signal === "SIGINT" && isLent()) return;
    restore();
    process.exit(128 + constants.signals[signal]);
  };
  const onFault = (error: unknown): void => {
    restore();
    process.stderr.write(`cards: a fault of ours: ${safeText(textOf(error))}\n`);
    process.exit(70);
  };
  process.on("exit", restore);
  process.on("uncaughtException", onFault);
  for (const signal of signals) process.on(signal, onSignal);
  return {
    restoreBy: (next) => void (work = next),
    [Symbol.dispose]() {
      restore();
      process.stdin.setRawMode(false);
      process.stdin.pause();
      process.off("exit", restore);
      process.off("uncaughtException", onFault);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
