import type { Look } from "../card.ts";
import { labelled, painter, wordLines } from "../line.ts";
import { ends, type Page } from "./page.ts";

/** A text to read, and to go back from. */
export function textPage(title: string, body: readonly string[], look: Look): Page {
  return {
    id: title,
    head: ends(title, "", look),
    mark: "",
    body,
    start: 0,
    foot: [painter(look.color)("1", "esc  back")],
    keys: wordLines(["j k scroll", "q back"], look),
  };
}

/** Keys and what they do; the plain view has the same ones, typed with Enter. */
export const sittingKeys: readonly (readonly [keys: string, meaning: string])[] = [
  ["space, enter", "show the answer; then: rate it good"],
  ["=", "type the answer, and let it be graded"],
  ["1 2 3 4", "rate it again, hard, good, easy; on disk at once"],
  ["u", "undo, as often as you like, back over cards"],
  ["", ""],
  ["e", "edit the note at this card, then read it again"],
  ["o", "open the note in Obsidian"],
  ["-", "bury: not before tomorrow"],
  ["!", "suspend: not before cards unsuspend"],
  ["*", "flag, or take the flag away"],
  ["i", "card info: place, memory, history"],
  ["", ""],
  ["d", "the card's drill, after the last card"],
  ["D", "the card's drill, now"],
  ["", ""],
  ["j k ↓ ↑", "scroll by a line"],
  ["pgdn pgup", "scroll by a screen; home and end to the ends"],
  ["?", "this help"],
  ["q", "quit with a summary; what was rated is saved"],
];

export const drillKeys: readonly (readonly [keys: string, meaning: string])[] = [
  ["(save)", "every save of the work file is run and judged"],
  ["e", "edit the work file"],
  ["l, enter", "type the shell line here; drills of the lab: open it"],
  ["r", "run again, with fresh tokens"],
  ["h", "a hint; then a pass proposes hard instead of good"],
  ["x", "the printed bytes, expected and got"],
  ["s", "the system calls of the last program (strace)"],
  ["t", "the task"],
  ["g", "give up: the solution, explained"],
  ["1 2 3 4", "after a pass or the solution: rate the drill"],
  ["esc, q", "back"],
];

export function keyTable(keys: typeof sittingKeys, look: Look): readonly string[] {
  const column = look.width < 60 ? 9 : 17;
  return keys.flatMap(([names, meaning]) => (names === "" ? [""] : labelled(names, meaning, column, look.width)));
}
