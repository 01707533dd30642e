import { PassThrough, Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { rateNow } from "../../src/review/rate.ts";
import { openReview, type Review } from "../../src/review/review.ts";
import { eventsOf } from "../../src/store/events.ts";
import { type PlainOptions, reviewPlainly } from "../../src/terminal/plain.ts";
import { summaryLines } from "../../src/terminal/summary.ts";
import { tcpHello } from "../drills/drills.ts";
import { keyOf, noon, presets, utc } from "../store/world.ts";
import { homeWithTexts } from "./world.ts";

interface Played {
  readonly out: string;
  readonly review: Review;
  readonly db: ReturnType<typeof homeWithTexts>;
  readonly drills: readonly string[];
}

/** A sitting over a pipe: these lines, then the end of the input. */
function play(...lines: readonly string[]): Promise<Played> {
  return playWith({ input: () => Readable.from(lines.map((line) => `${line}\n`)) });
}

async function playWith(options: Pick<PlainOptions, "input"> & Partial<PlainOptions>): Promise<Played> {
  const db = homeWithTexts();
  const now = (): number => noon;
  const offer = async (id: string | undefined) => (id === undefined ? undefined : { ...tcpHello, id });
  const review = await openReview(db, { now, zone: utc, presets, keys: undefined, limit: undefined, offer });
  const drills: string[] = [];
  let out = "";
  await reviewPlainly(review, {
    write: (text) => void (out += text),
    rows: undefined,
    width: 80,
    color: false,
    isScreen: false,
    powers: { db, home: "/home", presets, now, zone: utc },
    drill: async (id) => void drills.push(id),
    ...options,
  });
  return { out, review, db, drills };
}

test.each([
  { key: "-", kind: "bury" },
  { key: "b", kind: "bury" },
  { key: "!", kind: "suspend" },
  { key: "s", kind: "suspend" },
  { key: "*", kind: "flag" },
])("$key writes $kind", async ({ key, kind }) => {
  const { db } = await play(key);
  expect(eventsOf(db, keyOf(1)).map((event) => event.kind)).toEqual([kind]);
});

test("i tells of the card, ? of all keys, a word that is no key of both", async () => {
  expect((await play("i")).out).toContain("source    sockets.md:12–20 in /vault");
  for (const word of ["?", "eo", "5"]) expect((await play(word)).out).toContain("D the drill now");
});

test("e asks for a terminal where there is none", async () => {
  expect((await play("e")).out).toContain("The editor needs a terminal.");
});

test("a note that can't be read again after the editor does not end a person's sitting", async () => {
  vi.stubEnv("VISUAL", "true");
  const input = () => Readable.from(["e\n", "\n", "3\n"]);
  const { out, review } = await playWith({ input, isScreen: true });
  vi.unstubAllEnvs();
  expect(out).toContain("/vault/sockets.md: no such file or folder");
  expect(review.view().sitting.rated).toHaveLength(1);
});

test("d puts the card's drill behind the cards, D does it now", async () => {
  const later = await play("d");
  expect(later.review.view().sitting.queued).toEqual(["bind-listen-accept"]);
  expect(later.drills).toEqual([]);
  expect((await play("D")).drills).toEqual(["bind-listen-accept"]);
});

test("n puts an offered drill off, and the sitting goes on", async () => {
  const { out, drills, review } = await play("d", "!", "!", "!", "?", "n");
  expect(out).toContain("n not today");
  expect(out).toContain("d starts the drill, n puts it off");
  expect(drills).toEqual([]);
  expect(review.view().sitting).toMatchObject({ queued: [], stage: { kind: "ended", why: "no-more" } });
});

test("a fault leaves the input as it was, so that the process can end", async () => {
  const input = new PassThrough();
  input.write("\n");
  const write = (text: string): void => {
    if (text.includes("int peer")) throw new Error("the disk is full");
  };
  const fault = playWith({ input: () => input, write });

  await expect(fault).rejects.toThrow("the disk is full");
  expect(input.isPaused()).toBe(true);
  expect(input.listenerCount("data")).toBe(0);
});

test("= lets a typed answer be graded, then shows the right one; the rating stays the person's", async () => {
  const { out, review } = await play("=socket, bind");
  expect(out).toContain("✗ ");
  expect(out.indexOf("✗ ")).toBeLessThan(out.indexOf("int peer = accept"));
  expect(review.view().sitting.rated).toEqual([]);
});

test("whoever leaves while a step is over is told that a card waits, not that nothing is due", async () => {
  const db = homeWithTexts();
  for (const number of [1, 2, 3])
    rateNow(db, { key: keyOf(number), deck: "" }, "again", { time: noon, zone: utc }, presets);
  const now = (): number => noon + 120_000;
  const offer = async () => undefined;
  const review = await openReview(db, { now, zone: utc, presets, keys: [keyOf(1)], limit: undefined, offer });
  const view = await review.send({ kind: "quit" });
  expect(summaryLines(view, { time: now(), zone: utc })).toEqual([
    "No card rated.",
    "Still to come today: 1 in learning.",
  ]);
});
