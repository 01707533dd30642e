import { expect, test } from "vitest";
import { beginSitting, type Input, type Sitting, step } from "../../src/review/sitting.ts";

/** Plays inputs; gives the sitting and everything that had to be done. */
function play(inputs: readonly Input[], limit?: number): { sitting: Sitting; done: string[] } {
  const done: string[] = [];
  let sitting = beginSitting(limit);
  for (const input of inputs) {
    const after = step(sitting, input);
    sitting = after.sitting;
    done.push(...after.effects.map((effect) => ("key" in effect ? `${effect.kind} ${effect.key}` : effect.kind)));
  }
  return { sitting, done };
}

const deal = (key: string | undefined): Input => ({ kind: "deal", key });
const show: Input = { kind: "show" };
const good: Input = { kind: "rate", rating: "good" };

test("a card is asked, answered, rated, and the next one dealt", () => {
  const { sitting, done } = play([deal("a"), show, good]);
  expect(done).toEqual(["rate a", "deal"]);
  expect(sitting.stage).toEqual({ kind: "dealing" });
  expect(sitting.rated).toEqual([{ key: "a", rating: "good" }]);
});

test("a card that was not answered can't be rated", () => {
  const { sitting, done } = play([deal("a"), good]);
  expect(done).toEqual([]);
  expect(sitting.stage).toEqual({ kind: "asking", key: "a" });
});

test("undo goes back over several cards and asks them again", () => {
  const played = [deal("a"), show, good, deal("b"), show, good, deal("c")];
  const { sitting, done } = play([...played, { kind: "undo" }, { kind: "undo" }]);
  expect(done.slice(-2)).toEqual(["undo b", "undo a"]);
  expect(sitting.stage).toEqual({ kind: "asking", key: "a" });
  expect(sitting.rated).toEqual([]);
});

test("undo with nothing to take back does nothing", () => {
  expect(play([deal("a"), { kind: "undo" }]).done).toEqual([]);
});

test("suspending sets the card aside and can be taken back", () => {
  const { sitting, done } = play([deal("a"), { kind: "suspend" }, deal("b"), { kind: "undo" }]);
  expect(done).toEqual(["suspend a", "deal", "undo a"]);
  expect(sitting.stage).toEqual({ kind: "asking", key: "a" });
  expect(sitting.setAside).toEqual([]);
});

test("after the last card a drill is offered once, and then cards whose step has come", () => {
  const { sitting, done } = play([deal(undefined), { kind: "offer", drill: "tcp-hello" }]);
  expect(done).toEqual(["offer"]);
  expect(sitting.stage).toEqual({ kind: "offering", drill: "tcp-hello" });
  const after = play([deal(undefined), { kind: "offer", drill: "tcp-hello" }, { kind: "decline" }, deal("a")]);
  expect(after.sitting.stage).toEqual({ kind: "asking", key: "a" });
  const end = play([deal(undefined), { kind: "offer", drill: "tcp-hello" }, { kind: "decline" }, deal(undefined)]);
  expect(end.done).toEqual(["offer", "deal"]);
  expect(end.sitting.stage).toEqual({ kind: "ended", why: "no-more" });
});

test("a queued drill waits for the last card and comes before the day's", () => {
  const queued: readonly Input[] = [
    deal("a"),
    { kind: "queue", drill: "x" },
    { kind: "queue", drill: "x" },
    show,
    good,
  ];
  const { sitting } = play(queued);
  const offered = step(sitting, deal(undefined));
  expect(offered.effects).toEqual([{ kind: "offer", drill: "x" }]);
  const later = play([...queued, deal(undefined), { kind: "offer", drill: "x" }, { kind: "decline" }]);
  expect(step(later.sitting, deal(undefined)).effects).toEqual([{ kind: "offer", drill: undefined }]);
});

test("undo goes back over an offer, which comes again, and over the end", () => {
  const offering = play([deal("a"), show, good, deal(undefined), { kind: "offer", drill: "x" }, { kind: "undo" }]);
  expect(offering.sitting).toMatchObject({ stage: { kind: "asking", key: "a" }, queued: ["x"] });
  const ended = play([deal("a"), show, good, { kind: "undo" }], 1);
  expect(ended.sitting.stage).toEqual({ kind: "asking", key: "a" });
});

test("a card that is gone after an edit gives way to the next; a flag keeps it", () => {
  expect(play([deal("a"), { kind: "flag", flag: 1 }]).done).toEqual(["flag a"]);
  const { sitting, done } = play([deal("a"), { kind: "reread" }, { kind: "gone" }]);
  expect(done).toEqual(["reread a", "deal"]);
  expect(sitting.history).toEqual([]);
});

test("the limit ends the sitting after that many ratings", () => {
  const { sitting, done } = play([deal("a"), show, good], 1);
  expect(done).toEqual(["rate a"]);
  expect(sitting.stage).toEqual({ kind: "ended", why: "limit" });
});

test("quitting ends it from anywhere", () => {
  for (const inputs of [[], [deal("a")], [deal("a"), show]]) {
    expect(play([...inputs, { kind: "quit" }]).sitting.stage).toEqual({ kind: "ended", why: "quit" });
  }
});
