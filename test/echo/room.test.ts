import { once } from "node:events";
import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { openEndpoint } from "../../src/echo/endpoint.ts";
import { type Guest, makeRoom } from "../../src/echo/room.ts";
import { openTranscript } from "../../src/echo/transcript.ts";
import { dial } from "./peers.ts";

function guestsWith(...bytesRead: readonly number[]): Guest[] {
  return bytesRead.map((bytes, index) => {
    const socket = { bytesRead: bytes, destroy: () => undefined } as unknown as Socket;
    return { socket, connection: index + 1, heard: 0 };
  });
}

test("nobody goes while there is room", () => {
  const guests = new Set(guestsWith(0, 0));

  expect(makeRoom(guests, 3)).toBeUndefined();
  expect(guests.size).toBe(2);
});

test("the one goes who has been silent for the longest", () => {
  const guests = new Set(guestsWith(5, 0, 0));

  expect(makeRoom(guests, 3)?.connection).toBe(2);
  expect([...guests].map((guest) => guest.connection)).toEqual([3, 1]);
});

test("where all have spoken, the first of them goes", () => {
  const guests = new Set(guestsWith(5, 6, 7));

  expect(makeRoom(guests, 3)?.connection).toBe(1);
  expect(guests.size).toBe(2);
});

test("of 129 who send and never read, the one who has for the longest is let go; an honest one is served", async () => {
  const transcript = openTranscript(() => 0, false);
  await using endpoint = await openEndpoint({ transport: "unix-stream" }, transcript);
  const deaf = Array.from({ length: 129 }, () => dial(endpoint.address).pause());
  const gone = Promise.race(deaf.map((peer) => new Promise((resolve) => peer.on("error", resolve))));
  for (const peer of deaf) peer.write(Buffer.alloc(2_000_000));
  expect(await gone).toMatchObject({ code: expect.stringMatching(/EPIPE|ECONNRESET/) });

  const honest = dial(endpoint.address);
  honest.write("hello");
  const [answer] = await once(honest, "data");

  expect(String(answer)).toBe("hello");
  for (const peer of [...deaf, honest]) peer.destroy();
});
