import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
 * socket ends at 107 bytes (`man 7 unix`; 103 on macOS).
 */
export function privateFolder(): PrivateFolder {
  const parent = tmpdir().length > 60 ? "/tmp" : tmpdir();
  sweep(parent);
  const path = mkdtempSync(join(parent, `cards-${process.pid}-`));
  const chore = tidyUp(() => rmSync(path, { recursive: true, force: true, maxRetries: 2 }));
  return { path, [Symbol.dispose]: () => chore[Symbol.dispose]() };
}

const swept = new Set<string>();

/** Folders whose process is gone, once a process and parent. */
function sweep(parent: string): void {
  if (swept.has(parent)) return;
  swept.add(parent);
  for (const name of readdirSync(parent)) {
    const owner = /^cards-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner)) || !isOurs(join(parent, name))) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
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

function isOurs(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}
