import { fstatSync, writeSync } from "node:fs";

/**
 * The three standard streams by their descriptors. Node's own objects for them take longer to load than the first card
 * takes to be found; a command that needs more of them (colours, keys, a size) touches them itself.
 */
type Descriptor = 0 | 1 | 2;

export function isTerminal(descriptor: Descriptor): boolean {
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false; // It was closed before we came.
  }
  return process.getBuiltinModule("node:tty").isatty(descriptor);
}

const pauseMs = 1;

/** Writes all of it before it returns. A reader that closes the pipe early, like head, has what it wanted: exit 0. */
export function write(descriptor: 1 | 2, text: string): void {
  let left: Uint8Array = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(descriptor, left));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // A pipe that another process has made non-blocking, and that is full.
      if (code === "EAGAIN") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
      else if (descriptor === 2) return;
      else giveUp(code, message);
    }
  }
}

function giveUp(code: string | undefined, message: string): never {
  if (code !== "EPIPE") write(2, `cards: the output can't be written: ${message}\n`);
  process.exit(code === "EPIPE" ? 0 : 1);
}
