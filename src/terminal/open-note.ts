import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Card } from "../store/cards.ts";

/** The address under which Obsidian opens a note by its path (help.obsidian.md, "Obsidian URI"). */
export function noteUri(card: Pick<Card, "vault" | "path">): string {
  return `obsidian://open?path=${encodeURIComponent(join(card.vault, card.path))}`;
}

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Opens the note in Obsidian; gives the sentence about it. Where nothing can open it, its place is told instead. */
export async function openNote(card: Pick<Card, "vault" | "path" | "line">): Promise<string> {
  const place = `${join(card.vault, card.path)}:${card.line}`;
  const [tool = "", ...words] = openers[process.platform] ?? ["xdg-open"];
  const opener = spawn(tool, [...words, noteUri(card)], { stdio: "ignore", detached: true });
  const ended = once(opener, "exit").then(
    ([code]) => code === 0,
    () => false,
  );
  // Some openers stay as long as what they opened: then it went well.
  const opened = await Promise.race([ended, pause(1500, true, { ref: false })]);
  opener.unref();
  return opened ? `Opened in Obsidian: ${place}` : `Nothing here opens obsidian:// links. The note is ${place}`;
}
