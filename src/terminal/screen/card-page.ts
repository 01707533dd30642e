import { textWidth } from "../../markdown/width.ts";
import type { View } from "../../review/review.ts";
import type { Zone } from "../../model.ts";
import type { Card } from "../../store/cards.ts";
import { type Look, renderAnswer, renderQuestion, titleOf } from "../card.ts";
import { cut, painter, wordLines, wrapText } from "../line.ts";
import { ratingColors, ratingWords, sizeOfDrill, summaryLines } from "../summary.ts";
import { divider, ends, type Page } from "./page.ts";

/** The sitting as one page: a card asked or answered, the drill that is offered, or the end. */
export function sittingPage(
  view: View,
  look: Look,
  at: { readonly time: number; readonly zone: Zone },
  typing?: string,
): Page {
  const { stage } = view.sitting;
  if (view.card !== undefined && (stage.kind === "asking" || stage.kind === "answered"))
    return cardPage(view, view.card, look, typing);
  if (stage.kind === "offering" && view.drill !== undefined) return offerPage(view, look);
  return endPage(view, look, at);
}

function cardPage(view: View, card: Card, look: Look, typing: string | undefined): Page {
  const answered = view.sitting.stage.kind === "answered";
  const question = renderQuestion(card, look);
  const answer = answered ? ["", divider(look.width, "answer", look.color), ...renderAnswer(card, look)] : [];
  return {
    // Undo, or another rating of the same card, shows it anew.
    id: `${card.key} ${view.sitting.stage.kind} ${view.sitting.rated.length}`,
    head: ends(marked(card), countsOf(view, card), look),
    mark: progressOf(view),
    body: [...question, ...answer],
    start: answered ? question.length + 1 : 0,
    foot: [
      ...drillLine(view, card, look),
      ...(typing === undefined ? ratingLines(view, look) : wrapText(`= ${typing}▏`, look.width, "  ")),
    ],
    keys: typing === undefined ? keyLines(look) : wordLines(["enter grade it", "esc leave it"], look),
  };
}

function marked(card: Card): string {
  const { flag } = card.state;
  return `${flag === 0 ? "" : `⚑${flag === 1 ? "" : flag} `}${titleOf(card)}`;
}

/** `▸` stands at the queue that this card comes from. */
function countsOf({ left }: View, { state: { schedule } }: Card): string {
  const queue = schedule.phase === "relearning" ? "learning" : schedule.phase;
  const count = (name: "new" | "learning" | "review"): string =>
    `${name === queue ? "▸" : ""}${name === "learning" ? "learn" : name} ${left[name]}`;
  return `${count("new")} · ${count("learning")} · ${count("review")}`;
}

function progressOf({ sitting, left }: View): string {
  const done = sitting.rated.length;
  const all = done + left.new + left.learning + left.review;
  return sitting.limit === undefined ? `${done} of ${all} done` : `${done} of ${Math.min(sitting.limit, all)} done`;
}

function drillLine(view: View, card: Card, look: Look): readonly string[] {
  const [link] = card.drills;
  if (link === undefined) return [];
  const keys = view.sitting.queued.includes(link.id) ? "queued   D now" : "d after the cards   D now";
  const room = look.width - textWidth(keys) - 2;
  if (room < 20) return [painter(look.color)("2", cut(`⚒ ${link.id}   D now`, look.width))];
  const name = cut(`⚒ drill ${link.id}`, room);
  return [name + " ".repeat(look.width - textWidth(keys) - textWidth(name)) + painter(look.color)("2", keys)];
}

function ratingLines(view: View, look: Look): readonly string[] {
  const bold = painter(look.color);
  if (view.sitting.stage.kind === "asking") {
    const isTyped = view.card?.kind === "typed";
    return [bold("1", isTyped ? "space  show the answer   =  type it" : "space  show the answer")];
  }
  if (view.choices === undefined) return [];
  const words = ratingWords(view.choices).map((word, index) => (index === 2 ? `${word} ␣` : word));
  const wide = words.reduce((sum, word) => sum + textWidth(word) + 3, -3);
  const half = Math.max(...words.map(textWidth));
  // Two by two, aligned, where four do not fit side by side.
  if (wide > look.width && 2 * half + 3 <= look.width)
    return wordLines(
      words.map((word) => word.padEnd(half)),
      look,
      ratingColors,
    ).map((line) => line.trimEnd());
  return wordLines(words, look, ratingColors);
}

function keyLines(look: Look): readonly string[] {
  const all = ["u undo", "e edit", "o open", "- bury", "! suspend", "* flag", "i info", "? help", "q quit"];
  const few = ["u undo", "e edit", "? all keys", "q quit"];
  return wordLines(look.width < 60 ? few : all, look, [], look.width < 80 ? 2 : 3);
}

function offerPage(view: View, look: Look): Page {
  const title = view.drill?.title ?? "";
  return {
    id: `offer ${view.drill?.id}`,
    head: ends("The cards are done for now", `${view.sitting.rated.length} rated`, look),
    mark: "",
    body: [
      "",
      ...wrapText(`⚒ ${title}`, look.width, "  ").map((line) => painter(look.color)("1", line)),
      "",
      ...wrapText(`A drill is due: ${sizeOfDrill(view)}.`, look.width),
      ...wrapText("It is judged by what your program really does on the wire.", look.width),
    ],
    start: 0,
    foot: [painter(look.color)("1", "space  start the drill")],
    keys: wordLines(["n not today", "u undo", "? help", "q quit"], look),
  };
}

function endPage(view: View, look: Look, at: { readonly time: number; readonly zone: Zone }): Page {
  const told = summaryLines(view, at).flatMap((line) => wrapText(line, look.width));
  return {
    id: "end",
    head: ends("Done", "", look),
    mark: "",
    body: ["", ...told],
    start: 0,
    foot: [painter(look.color)("1", "space  close")],
    keys: wordLines(["u undo the last one"], look),
  };
}
