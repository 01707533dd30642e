import { CardsError } from "../../errors.ts";
import type { Look } from "../card.ts";
import { painter, wrapText } from "../line.ts";
import { clampScroll, lookFor, type Page, roomOf, screenLines, type Size } from "./page.ts";

/** One thing on the screen: what it shows, and what its keys do. */
export interface Face {
  page(look: Look): Page;
  key(key: string, stage: Stage): Promise<void> | void;
  /** While a line is typed no key scrolls. */
  isTyping?(): boolean;
  /** Text that was pasted; a face without it takes none, so a paste never rates. */
  paste?(text: string, stage: Stage): void;
  /** Called once, when it leaves the screen. */
  close?(): void;
}

/** What a face can ask for. */
export interface Stage {
  readonly push: (face: Face) => void;
  readonly pop: () => void;
  /** One sentence, shown until the next key. */
  readonly say: (sentence: string) => void;
  readonly redraw: () => void;
  /** Lends the terminal to an editor. */
  readonly handOver: (work: () => void) => Promise<void>;
  readonly leave: (exit: number) => void;
  /** Something went wrong: a CardsError is told, anything else ends the stage. */
  readonly fail: (error: unknown) => void;
}

/** What a renderer shows, and what it brings: the side of the stage that the terminal sees. */
export interface Screen {
  /** Exactly as many lines as there are rows. */
  readonly lines: (size: Size) => readonly string[];
  /** A key by its character, or by its name: `space enter esc up down pgup pgdn home end backspace ctrl-c`. */
  readonly key: (key: string) => void;
  readonly paste: (text: string) => void;
  /** Tells the renderer when there is something new; gives what ends that. */
  readonly subscribe: (changed: () => void) => () => void;
  /** Grows with every change. */
  readonly version: () => number;
  /** How the terminal is lent to another program; told by the renderer. */
  readonly lend: (lender: (work: () => void) => Promise<void>) => void;
  readonly isLent: () => boolean;
}

export interface OpenStage extends Stage {
  readonly screen: Screen;
  /** Settles when the screen is left: with the exit code, or with what went wrong. */
  readonly left: Promise<number>;
}

const blank: Page = { id: "", head: [], mark: "", body: [], start: 0, foot: [], keys: [] };
const nobody: Face = { page: () => blank, key: () => undefined };

/** An empty stage: push a face on it. Keys are taken one after the other; what a face throws ends the stage. */
export function openStage(color: boolean): OpenStage {
  const faces: { face: Face; scroll: number; id: string }[] = [{ face: nobody, scroll: 0, id: "" }];
  const left = Promise.withResolvers<number>();
  let message = "";
  let version = 0;
  let size: Size = { columns: 80, rows: 24 };
  let changed = (): void => undefined;
  let lender = async (work: () => void): Promise<void> => work();
  let isLent = false;
  let turn = Promise.resolve();

  const top = () => faces.at(-1) ?? { face: nobody, scroll: 0, id: "" };
  const redraw = (): void => {
    version += 1;
    changed();
  };
  const pageNow = (): Page => {
    const page = top().face.page(lookFor(size, color));
    if (message === "") return page;
    const { width } = lookFor(size, color);
    return { ...page, keys: wrapText(message, width).map((line) => painter(color)("1", line)) };
  };
  const scrolled = (page: Page): number => {
    const place = top();
    if (place.id !== page.id) {
      place.id = page.id;
      // What stands before the start stays in sight where it is short.
      place.scroll = clampScroll(page, size, page.start * 3 > roomOf(page, size) ? page.start : 0);
    }
    return clampScroll(page, size, place.scroll);
  };
  const scrollBy = (key: string): boolean => {
    const page = pageNow();
    const screenful = Math.max(1, roomOf(page, size) - 1);
    const at = scrolled(page);
    const to: Record<string, number> = {
      j: at + 1,
      down: at + 1,
      k: at - 1,
      up: at - 1,
      pgdn: at + screenful,
      pgup: at - screenful,
      home: 0,
      end: page.body.length,
    };
    const target = to[key];
    if (target === undefined) return false;
    top().scroll = clampScroll(page, size, target);
    return true;
  };

  const stage: Stage = {
    push: (face) => void faces.push({ face, scroll: 0, id: "" }),
    pop() {
      if (faces.length > 2) faces.pop()?.face.close?.();
    },
    say: (sentence) => void (message = sentence),
    redraw,
    async handOver(work) {
      isLent = true;
      try {
        await lender(work);
      } finally {
        // A signal that was meant for the editor is handed out only now.
        setTimeout(() => (isLent = false), 100).unref();
      }
    },
    leave: (exit) => left.resolve(exit),
    fail(error) {
      if (!(error instanceof CardsError)) return left.reject(error);
      message = `${error.message}. ${error.hint}`;
      redraw();
    },
  };
  const take = (work: () => Promise<void> | void): void => {
    turn = turn.then(async () => {
      message = "";
      try {
        await work();
      } catch (error) {
        stage.fail(error);
      }
      redraw();
    });
  };
  void left.promise.catch(() => undefined).then(() => faces.forEach(({ face }) => face.close?.()));

  const screen: Screen = {
    lines(now) {
      size = now;
      const page = pageNow();
      return screenLines(page, size, scrolled(page), color);
    },
    key: (key) =>
      take(async () => {
        if (key === "ctrl-c") return stage.leave(130);
        const { face } = top();
        if (face.isTyping?.() === true || !scrollBy(key)) await face.key(key, stage);
      }),
    paste: (text) =>
      take(() => {
        const { face } = top();
        if (face.paste === undefined) stage.say("Pasted text is no key: nothing was done.");
        else face.paste(text, stage);
      }),
    subscribe(listener) {
      changed = listener;
      return () => (changed = () => undefined);
    },
    version: () => version,
    lend: (other) => void (lender = other),
    isLent: () => isLent,
  };
  return { ...stage, screen, left: left.promise };
}
