import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import xterm from "@xterm/headless";
import { expect } from "vitest";
import type { Size } from "../../src/terminal/screen/page.ts";
import { showWithInk } from "../../src/terminal/screen/ink.ts";
import type { OpenStage } from "../../src/terminal/screen/stage.ts";

/** Someone at a terminal: types, pastes, changes the window, and sees what stands on the screen. */
export interface Player extends Disposable {
  /** Keys as a terminal sends them, one after the other; waits until each has had its effect. */
  press(...keys: readonly string[]): Promise<readonly string[]>;
  resize(size: Size): Promise<readonly string[]>;
  /** The rows of the screen, once they are what the stage wants to show. */
  seen(): Promise<readonly string[]>;
  /** Everything that was written to the terminal. */
  readonly written: () => string;
}

const names: Readonly<Record<string, string>> = {
  enter: "\r",
  esc: "\u001b",
  down: "\u001b[B",
  up: "\u001b[A",
  pgdn: "\u001b[6~",
  pgup: "\u001b[5~",
  home: "\u001b[H",
  end: "\u001b[F",
  space: " ",
  "ctrl-c": "\u0003",
  backspace: "\u007f",
};

export function paste(text: string): string {
  return `\u001b[200~${text}\u001b[201~`;
}

/** The real renderer, before a terminal that is emulated cell by cell. */
export function play({ screen }: OpenStage, size: Size): Player {
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
    convertEol: true,
  });
  let written = "";
  let now = size;
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _, done) {
        written += chunk.toString();
        terminal.write(chunk);
        done();
      },
    }),
    { isTTY: true, ...size },
  );
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
  });
  const shown = showWithInk(screen, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
  });
  const rows = (): readonly string[] =>
    Array.from({ length: now.rows }, (_, row) =>
      (terminal.buffer.active.getLine(row)?.translateToString(true, 0, now.columns) ?? "").trimEnd(),
    );
  const until = async (isSo: () => boolean): Promise<void> => {
    const end = performance.now() + 5000;
    while (!isSo() && performance.now() < end) await turn();
  };
  const seen = async (): Promise<readonly string[]> => {
    const wanted = (): string =>
      screen
        .lines(now)
        .map((line) => line.trimEnd())
        .join("\n");
    await until(() => rows().join("\n") === wanted());
    return rows();
  };
  return {
    seen,
    async press(...keys) {
      for (const key of keys) {
        const before = screen.version();
        stdin.write(names[key] ?? key);
        await until(() => screen.version() > before);
      }
      return seen();
    },
    async resize(next) {
      now = next;
      terminal.resize(next.columns, next.rows);
      Object.assign(stdout, next);
      stdout.emit("resize");
      return seen();
    },
    written: () => written,
    [Symbol.dispose]() {
      shown.close();
      terminal.dispose();
    },
  };
}

const folder = join(import.meta.dirname, "screens");

/** Holds a screen against the one that is stored as text; CARDS_RECORD=1 stores it, and then it has to be read. */
export function expectScreen(name: string, rows: readonly string[]): void {
  const file = join(folder, `${name}.txt`);
  const text = `${rows.join("\n").trimEnd()}\n`;
  if (process.env["CARDS_RECORD"] !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${file} is missing; record it with CARDS_RECORD=1`).toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
}
