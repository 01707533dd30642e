import { randomInt } from "node:crypto";
import { existsSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import type { MessageTransport } from "../model.ts";
import type { Address } from "./address.ts";
import { nothingKnocked } from "./decoys.ts";
import { type MessageDoor, openMessageDoor } from "./message-door.ts";
import { type Hall, hear, type MessageOptions } from "./message-hall.ts";
import { socketsOf } from "./processes.ts";
import { privateFolder } from "./tidy.ts";
import type { Transcript } from "./transcript.ts";

/** A socket of `unix-dgram` or `unix-seqpacket` in a private folder, or an address of loopback that hears ICMP. */
export async function openMessageEndpoint(
  transport: MessageTransport,
  { script, faults }: MessageOptions,
  transcript: Transcript,
) {
  let pid: number | undefined;
  let inherited: ReadonlySet<string> = new Set();
  const hall: Hall = {
    transport,
    ...(script && { script }),
    ...(faults && { faults }),
    transcript,
    view: { transport, pid: () => pid, inherited: () => inherited },
    door: undefined,
    records: [],
    seats: new Map(),
    senders: new Map(),
    passed: new Map(),
    sequences: new Map(),
    folder: undefined,
  };
  const folder = transport === "icmp" ? undefined : privateFolder();
  const place = folder === undefined ? loopback() : join(folder.path, "s");
  const door = await openMessageDoor(transport, place, (report) => hear(hall, report)).catch((error: unknown) => {
    folder?.[Symbol.dispose]();
    throw error;
  });
  hall.door = door;
  const named = folder === undefined ? { host: place, path: undefined } : { host: undefined, path: place };
  const address: Address = { transport, port: undefined, ...named };
  return {
    address,
    transcript,
    records: hall.records,
    decoys: nothingKnocked(),
    refused: () => undefined,
    observe(learner: number | undefined) {
      pid = learner;
      inherited = new Set(learner === undefined ? [] : socketsOf(learner).values());
      hall.folder = learner === undefined ? undefined : folderOf(learner);
    },
    settled: () => settle(hall, door),
    async [Symbol.asyncDispose]() {
      for (const { session } of hall.seats.values()) session?.close();
      transcript.close();
      await door[Symbol.asyncDispose]();
      folder?.[Symbol.dispose]();
    },
  };
}

/** Every address that begins with 127 is this machine; one that nobody else uses hears nobody else. */
function loopback(): string {
  return `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(2, 255)}`;
}

function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The peers are dead: our child looks at all that they did, and the scripts take it in. */
async function settle(hall: Hall, door: MessageDoor): Promise<void> {
  await door.sync();
  for (let turns = 0; turns < 4; turns++) await turn();
  const isBusy = (): boolean => hall.records.some(({ waitsFor }) => waitsFor === "reader");
  for (let tries = 0; tries < 500 && isBusy(); tries++) await pause(1);
  await door.sync();
  const [record] = hall.records;
  const paths = [...hall.senders.keys()].filter((path) => path !== "" && !path.startsWith("@"));
  const isLeft = paths.some((path) => existsSync(resolve(hall.folder ?? "", path)));
  if (hall.transport === "unix-dgram" && isLeft && record !== undefined) record.flaw ??= "path-left";
}
