import type { Guest } from "../../echo/probe-guest.ts";
import { isSpinning } from "../../echo/probe-look.ts";
import { firstDifference } from "../difference.ts";
import { type Failure, type House, inside, together, type Tried } from "./house.ts";

/** Probes of a server that passes on what its clients say. */

/**
 * Three are in the room. A line reaches the two others and not its author, and so do several that come at once; half a
 * line waits for its other half, though somebody else speaks meanwhile; who leaves, in the middle of one, is missed by
 * nobody; and who comes begins anew.
 */
export async function tryBroadcast(house: House): Promise<Tried> {
  return together(house, "no-broadcast", 2, async ([first, second]) => {
    if (first === undefined || second === undefined) return undefined;
    const room: Room = { house, said: [], heard: new Map([first, second].map((guest) => [guest, Buffer.alloc(0)])) };
    return (
      (await withAnother(room, async (third) => {
        const three = Buffer.concat([lineOf(house), Buffer.from("\n"), lineOf(house)]);
        return (
          (await saysLines(room, first, lineOf(house))) ??
          (await saysLines(room, second, three)) ??
          (await interrupts(room, second, third)) ??
          (await fallsSilent(room, third))
        );
      })) ??
      (await talkOn(room, first, second)) ??
      (await withAnother(room, async (newcomer) => {
        const failure = await saysLines(room, newcomer, lineOf(house));
        if (failure === undefined) await newcomer.reset();
        return failure;
      })) ??
      (await talkOn(room, second, first))
    );
  });
}

type Stay = (guest: Guest) => Promise<Failure | undefined>;

async function withAnother(room: Room, stay: Stay): Promise<Failure | undefined> {
  return inside(room.house, "no-broadcast", async (guest) => {
    room.heard.set(guest, Buffer.alloc(0));
    await room.house.quiet(); // all have been let in
    const failure = hasHeardMore(room, "a client has come") ?? (await stay(guest));
    room.heard.delete(guest);
    return failure;
  });
}

/** The third has left: to write to it fails sooner or later (a reset comes first), and that is nobody else's affair. */
async function talkOn(room: Room, author: Guest, other: Guest): Promise<Failure | undefined> {
  const { house, heard } = room;
  await house.quiet();
  const more = hasHeardMore(room, "a client has left");
  if (more !== undefined) return more;
  for (let count = 0; count < 3; count++) {
    const before = other.received().length;
    const line = lineOf(house);
    author.send(line);
    await other.until(before + line.length);
    if (!other.received().subarray(before).equals(line))
      return { concept: "dies-with-client", message: `another client has left; ${heardOf(other, line, before)}` };
    heard.set(other, other.received());
    await house.quiet();
  }
  if (!(await isSpinning(house.pid()))) return undefined;
  return { concept: "spins-at-end", message: "it keeps the processor busy after a client has left" };
}

/** Of those who should have heard nothing. */
function hasHeardMore({ said, heard }: Room, why: string): Failure | undefined {
  for (const [guest, wanted] of heard) {
    const more = guest.received().subarray(wanted.length);
    if (more.length === 0) continue;
    const isSaid = said.some((words) => words.includes(more.toString().trimEnd()));
    const message = `${why}, and client ${guest.connection} heard "${printed(more)}"`;
    return { concept: isSaid ? "mixes-lines" : "wrong-echo", message };
  }
  return undefined;
}

interface Room {
  readonly house: House;
  /** All lines, also those of which half has been said so far. */
  readonly said: Buffer[];
  /** Who is inside, and what each should have heard so far. */
  readonly heard: Map<Guest, Buffer>;
}

/** Text that is cut in the middle of a letter (of two bytes in UTF-8) where it is cut at `cut`; with a blank at its end. */
function lineOf(house: House, length = 24, cut = 10): Buffer {
  const text = house.message(length / 2).toString("hex");
  return Buffer.from(`${text.slice(0, cut - 1)}ü${text.slice(cut - 1)} \n`);
}

async function saysLines(room: Room, author: Guest, lines: Buffer): Promise<Failure | undefined> {
  room.said.push(lines);
  author.send(lines);
  return (await othersHear(room, author, lines)) ?? (await hearsOnlyOthers(room, author));
}

const longLine = 3900;
const half = 3000;

/** One has said half a line when another one speaks. */
async function interrupts(room: Room, slow: Guest, quick: Guest): Promise<Failure | undefined> {
  const { house } = room;
  const [line, other] = [lineOf(house, longLine, half), lineOf(house)];
  room.said.push(line, other);
  slow.send(line.subarray(0, half));
  await house.quiet(); // the half has been read
  quick.send(other);
  const failure = await othersHear(room, quick, other);
  if (failure !== undefined) return failure;
  slow.send(line.subarray(half));
  return (await othersHear(room, slow, line)) ?? (await hearsOnlyOthers(room, slow));
}

/** In the middle of a line. */
async function fallsSilent(room: Room, guest: Guest): Promise<undefined> {
  const words = lineOf(room.house).subarray(0, 9);
  room.said.push(words);
  guest.send(words);
  await room.house.quiet(); // it has been read
}

async function othersHear(room: Room, author: Guest, line: Buffer): Promise<Failure | undefined> {
  for (const [guest, before] of room.heard) {
    if (guest === author) continue;
    const wanted = Buffer.concat([before, line]);
    room.heard.set(guest, wanted);
    await guest.until(wanted.length);
    const heard = guest.received();
    if (heard.equals(wanted)) continue;
    if (heard.length === before.length)
      return {
        concept: "no-broadcast",
        message: `client ${author.connection} said a line; ${heardOf(guest, line, before.length)}`,
      };
    return misheard(room, guest.connection, heard.subarray(before.length), line);
  }
  return undefined;
}

/** A part of what was said, or words of one within those of another; or words that nobody has said. */
function misheard({ said }: Room, connection: number, heard: Buffer, line: Buffer): Failure {
  const place = firstDifference(line, heard)?.at;
  const message = `client ${connection} heard "${printed(heard, place)}" instead of "${printed(line, place)}"`;
  const at = heard.indexOf(line);
  const others = at < 0 ? [heard] : [heard.subarray(0, at), heard.subarray(at + line.length)];
  const isInvented = others.some((part) => part.length > 0 && !said.some((words) => words.includes(part)));
  return { concept: isInvented ? "wrong-echo" : "mixes-lines", message };
}

/** Once the server sleeps, it has sent to everybody. */
async function hearsOnlyOthers(room: Room, author: Guest): Promise<Failure | undefined> {
  await room.house.quiet();
  const wanted = room.heard.get(author) ?? Buffer.alloc(0);
  if (author.received().equals(wanted)) return undefined;
  return { concept: "echoes-author", message: `client ${author.connection} heard its own line` };
}

function heardOf(guest: Guest, line: Buffer, before: number): string {
  const heard = guest.received().subarray(before);
  return `client ${guest.connection} heard ${heard.length === 0 ? "nothing" : `${heard.length} bytes`} of its ${line.length}`;
}

/** Of what is long the place `at` which it matters. */
function printed(bytes: Buffer, at = 0): string {
  const from = Math.max(0, at - 30);
  const part = bytes
    .subarray(from, from + 60)
    .toString()
    .replaceAll("\n", "\\n");
  return `${from > 0 ? "…" : ""}${part}${from + 60 < bytes.length ? "…" : ""}`;
}
