import { chmodSync, lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CardsError, systemReason } from "../errors.ts";

/**
 * Nothing of ours outlives us: chores are done when their owner is disposed, and at the latest when this process
 * ends, an interrupt included. After a `kill -9` the next run sweeps the folders that were left.
 */
const chores = new Set<() => void>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Chore extends Disposable {
  /** Does it now; doing it twice does nothing. */
  [Symbol.dispose](): void;
}

/** `chore` must be synchronous, and must not throw. */
export function tidyUp(chore: () => void): Chore {
  if (chores.size === 0) watchTheEnd();
  chores.add(chore);
  return {
    [Symbol.dispose]() {
      if (!chores.delete(chore)) return;
      chore();
      if (chores.size === 0) unwatch();
    },
  };
}

function doAll(): void {
  for (const chore of chores) chore();
  chores.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  doAll();
  unwatch();
  // Someone else who listens (a screen that restores the terminal) decides how to go; else the signal does its work.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function watchTheEnd(): void {
  process.on("exit", doAll);
  for (const signal of signals) process.on(signal, onSignal);
}

function unwatch(): void {
  process.off("exit", doAll);
  for (const signal of signals) process.off(signal, onSignal);
}

export interface PrivateFolder extends Disposable {
  readonly path: string;
}

/**
 * A fresh folder, mode 0700, gone when disposed. Its name carries our process id, and is short: the path of a Unix
 * socket ends at 107 bytes (`man 7 unix`; 103 on macOS). Throws CardsError where there is no place for it.
 */
export function privateFolder(): PrivateFolder {
  const parent = tmpdir().length > 60 ? "/tmp" : tmpdir();
  sweep(parent);
  const path = makeFolder(parent);
  const chore = tidyUp(() => remove(path));
  return { path, [Symbol.dispose]: () => chore[Symbol.dispose]() };
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, `cards-${process.pid}-`));
  } catch (cause) {
    const hint = "Programs are run there. TMPDIR names another folder; it has to be one that you may write to.";
    throw new CardsError(`${parent}: ${systemReason(cause)}`, hint, { cause });
  }
}

const whole = { recursive: true, force: true, maxRetries: 2 } as const;

/** A program may leave folders in which nobody may write. What somebody else has put there stays, and stops nobody. */
function remove(folder: string): void {
  try {
    rmSync(folder, whole);
  } catch {
    try {
      unlock(folder);
      rmSync(folder, whole);
    } catch {
      // Another user's.
    }
  }
}

function unlock(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) unlock(join(folder, entry.name));
}

const swept = new Set<string>();

/** Folders whose process is gone, once a process and parent. */
function sweep(parent: string): void {
  if (swept.has(parent)) return;
  swept.add(parent);
  for (const name of namesIn(parent)) {
    const owner = /^cards-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner)) || !isOurs(join(parent, name))) continue;
    remove(join(parent, name));
  }
}

/** None where they are not told: that is no reason not to make one more. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A link is not: anybody may put one there. */
function isOurs(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}
