import { existsSync, type FSWatcher, lstatSync, readdirSync, watch } from "node:fs";
import { dirname, join } from "node:path";
import { CardsError } from "../errors.ts";
import { isBelow } from "../settings/path.ts";
import { plugins } from "../notes/settings/syntax.ts";
import type { Target } from "./root.ts";
import { isNote } from "./walk.ts";

/** Folders under watch. What is told is only a hint that something happened: what it was, an import finds out. */
export interface Watching extends Disposable {
  /** Waits until something happened and it is quiet again; gives what could not be watched since last time, a sentence each. */
  changed(): Promise<readonly string[]>;
}

/** ms of quiet after which an editor is taken to be done with its saving, and the longest that is waited for it. */
const quiet = 60;
const longest = 400;
/** ms for a note that is gone or empty: some save so, first the old one goes, then the new one comes. Its cards shall not retire in between. */
const halfSaved = 500;

/** On Linux one watch for each folder: it tells of the files in it, also of those that take another one's place. */
const isRecursive = process.platform !== "linux";

/**
 * Watches the notes below some places, and the settings of plugins that say how they are read. Costs nothing while
 * nothing happens. Throws CardsError where not even the first folder can be watched.
 */
export function watchNotes(targets: readonly Target[]): Watching {
  const watchers = new Map<string, FSWatcher>();
  const unwatched = new Set<string>();
  let { promise, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let since = 0;

  const stir = (wait = quiet): void => {
    const now = performance.now();
    if (timer === undefined) since = now;
    clearTimeout(timer);
    timer = setTimeout(resolve, Math.max(0, Math.min(wait, since + longest + wait - quiet - now)));
  };
  const drop = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (!isBelow(path, folder)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  const add = (folder: string): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { recursive: isRecursive }, (kind, name) => {
        if (name === null) return stir();
        if (isHidden(name) && !folder.includes("/.obsidian/")) return;
        const path = join(folder, name);
        if (kind === "rename" && !isRecursive) follow(path);
        stir(isNote(name) && sizeOf(path) === 0 ? halfSaved : quiet);
      });
      watcher.on("error", () => {
        drop(folder);
        unwatched.add(`${folder}: is watched no more`);
        stir();
      });
      watchers.set(folder, watcher);
    } catch (error) {
      if (existsSync(folder)) unwatched.add(reasonOf(folder, error));
      return;
    }
    // Looked into only now: what comes meanwhile is told by the watch.
    if (!isRecursive) for (const inner of foldersIn(folder)) add(inner);
  };
  /** Something came, went, or took another's place: a folder is watched under its new name. */
  const follow = (path: string): void => {
    if (watchers.has(path)) drop(path);
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) add(path);
  };

  for (const { root, start } of targets) {
    const place = join(root, start);
    add(isNote(place) ? dirname(place) : place);
    const settings = Object.values(plugins).flatMap((plugin) =>
      "fork" in plugin ? [plugin.path, plugin.fork] : [plugin.path],
    );
    for (const path of settings) if (existsSync(join(root, path))) add(dirname(join(root, path)));
  }
  if (watchers.size === 0)
    throw new CardsError([...unwatched].join(", "), "Run cards import again when notes have changed.");
  return {
    async changed() {
      await promise;
      ({ promise, resolve } = Promise.withResolvers<void>());
      timer = undefined;
      const told = [...unwatched];
      unwatched.clear();
      return told;
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** 0 where nothing stands, or nobody may look. */
function sizeOf(path: string): number {
  try {
    return lstatSync(path).size;
  } catch {
    return 0;
  }
}

function isHidden(name: string): boolean {
  return name.split("/").some((part) => part.startsWith("."));
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !isHidden(entry.name))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function reasonOf(folder: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason =
    code === "ENOSPC" || code === "EMFILE"
      ? "the system allows no more watches (fs.inotify.max_user_watches)"
      : String(code);
  return `${folder}: can't be watched: ${reason}`;
}
