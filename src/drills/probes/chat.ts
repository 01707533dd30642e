import type { Guest } from "../../echo/probe-guest.ts";
import { isSpinning } from "../../echo/probe-look.ts";
import { type Failure, type House, inside, together, type Tried } from "./house.ts";

/** Probes of a server that passes on what its clients say. */

/**
 * Three are in the room. One line reaches the two others and not its author; half a line waits for its other half,
 * though somebody else speaks meanwhile; who leaves is missed by nobody.
 */
export async function tryBroadcast(house: House): Promise<Tried> {
  return together(house, "no-broadcast", 2, async ([first, second]) => {
    if (first === undefined || second === undefined) return undefined;
    const talk = await inside(house, "no-broadcast", async (third) => {
      const room: Room = { house, all: [first, second, third], said: [], heard: new Map() };
      await house.quiet(); // all three have been let in
      return (await saysOneLine(room, first, lineOf(house))) ?? (await interrupts(room, second, third));
    });
    if (talk !== undefined) return talk;
    return afterAll(house, first, second);
  });
}

/** The third has left: to write to it fails sooner or later (a reset comes first), and that is nobody else's affair. */
async function afterAll(house: House, author: Guest, other: Guest): Promise<Failure | undefined> {
  for (let count = 0; count < 3; count++) {
    const before = other.received().length;
    const line = lineOf(house);
    author.send(line);
    await other.until(before + line.length);
    if (!other.received().subarray(before).equals(line))
      return { concept: "dies-with-client", message: `another client has left; ${heardOf(other, line, before)}` };
    await house.quiet();
  }
  if (!(await isSpinning(house.pid()))) return undefined;
  return { concept: "spins-at-end", message: "it keeps the processor busy after a client has left" };
}

interface Room {
  readonly house: House;
  readonly all: readonly Guest[];
  /** All lines, also those of which half has been said so far. */
  readonly said: Buffer[];
  /** What each should have heard so far. */
  readonly heard: Map<Guest, Buffer>;
}

/** Printable, and ended by a newline. */
function lineOf(house: House): Buffer {
  return Buffer.from(`${house.message(12).toString("hex")}\n`);
}

async function saysOneLine(room: Room, author: Guest, line: Buffer): Promise<Failure | undefined> {
  room.said.push(line);
  author.send(line);
  return (await othersHear(room, author, line)) ?? (await hearsOnlyOthers(room, author));
}

/** One has said half a line when another one speaks. */
async function interrupts(room: Room, slow: Guest, quick: Guest): Promise<Failure | undefined> {
  const { house } = room;
  const [line, other] = [lineOf(house), lineOf(house)];
  room.said.push(line, other);
  slow.send(line.subarray(0, 10));
  await house.quiet(); // the half has been read
  quick.send(other);
  const failure = await othersHear(room, quick, other);
  if (failure !== undefined) return failure;
  slow.send(line.subarray(10));
  return (await othersHear(room, slow, line)) ?? (await hearsOnlyOthers(room, slow));
}

async function othersHear(room: Room, author: Guest, line: Buffer): Promise<Failure | undefined> {
  for (const guest of room.all) {
    if (guest === author) continue;
    const before = room.heard.get(guest) ?? Buffer.alloc(0);
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

/** Words of one within those of another, or words that nobody has said. */
function misheard({ said }: Room, connection: number, heard: Buffer, line: Buffer): Failure {
  const message = `client ${connection} heard "${printed(heard)}" instead of the line "${printed(line)}"`;
  const at = heard.indexOf(line);
  const others = at < 0 ? [] : [heard.subarray(0, at), heard.subarray(at + line.length)];
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

function printed(bytes: Buffer): string {
  return bytes.toString("latin1").replaceAll("\n", "\\n");
}
