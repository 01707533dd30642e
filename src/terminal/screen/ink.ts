/**
 * The renderer: the only file that knows Ink and React. It is given lines, and hands on keys.
 * It becomes a bundle of its own, loaded when the first card is already on the screen, so it imports nothing of ours.
 */
import { type Key, render, Text, useApp, useInput, usePaste, useWindowSize } from "ink";
import { createElement, type ReactNode, useSyncExternalStore } from "react";
import type { Screen } from "./stage.ts";

export interface Shown {
  /** Ends the drawing and gives the terminal back as it was. */
  readonly close: () => void;
  /** Rejects when drawing itself fails. */
  readonly failed: Promise<never>;
}

export function showWithInk(
  screen: Screen,
  streams: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream },
): Shown {
  // It was decided before that this is a terminal; Ink would decide otherwise where CI is set.
  const app = render(createElement(View, { screen }), {
    ...streams,
    exitOnCtrlC: false,
    alternateScreen: true,
    interactive: true,
    patchConsole: false,
    // Every frame whole: what a terminal makes of the old lines when its size changes cannot be known.
    incrementalRendering: false,
    isScreenReaderEnabled: false,
    maxFps: 60,
  });
  const exit = app.waitUntilExit();
  const failed = exit.then(() => new Promise<never>(() => undefined));
  failed.catch(() => undefined);
  return {
    failed,
    close() {
      app.unmount();
      // React tidies up a little later, which is too late where the process ends.
      streams.stdout.write("\u001b[?2004l");
    },
  };
}

function View({ screen }: { readonly screen: Screen }): ReactNode {
  const size = useWindowSize();
  const { suspendTerminal } = useApp();
  screen.lend((work) => suspendTerminal(work));
  useSyncExternalStore(screen.subscribe, screen.version);
  useInput((input, key) => {
    // Ctrl-Z: the shell gets the terminal, and the whole job stops until it is called back.
    if (key.ctrl && input === "z") void suspendTerminal(() => void process.kill(0, "SIGTSTP"));
    else if (Array.from(input).length > mostAtOnce) screen.paste(input);
    else keysOf(input, key).forEach(screen.key);
  });
  usePaste(screen.paste);
  return createElement(Text, { wrap: "truncate" }, screen.lines(size).join("\n"));
}

const names: readonly (readonly [keyof Key, string])[] = [
  ["return", "enter"],
  ["escape", "esc"],
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["pageUp", "pgup"],
  ["pageDown", "pgdn"],
  ["home", "home"],
  ["end", "end"],
  ["backspace", "backspace"],
  ["delete", "backspace"],
];

/** So many characters at once may be typed ahead; more is a paste in a terminal that does not mark pastes. */
const mostAtOnce = 4;

function keysOf(input: string, key: Key): string[] {
  if (key.ctrl) return input === "c" ? ["ctrl-c"] : [];
  const name = names.find(([flag]) => key[flag] === true)?.[1];
  if (name !== undefined) return [name];
  if (key.meta || key.tab) return [];
  return Array.from(input, (character) => ({ " ": "space", "\r": "enter", "\n": "enter" })[character] ?? character);
}
