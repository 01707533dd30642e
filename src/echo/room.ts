import type { Socket } from "node:net";

/** Connections that an echo holds at once: 5,000 idle ones take some 20 MB (`npm run attack`). */
const mostGuests = 6000;

/** Who is connected. */
export interface Guest {
  readonly socket: Socket;
  readonly connection: number;
  /** Bytes that had come from it when it was last looked at. */
  heard: number;
}

/**
 * Lets the one go who has been silent for the longest, where a newcomer would be one too many: a crowd that holds its
 * connections and says nothing keeps nobody out. Gives who went.
 *
 * The first in the row goes, but if something came from it since it was last looked at, it steps to the end (the clock
 * of page replacement): that costs a read nothing, and a newcomer no more than the reads before it.
 */
export function makeRoom(guests: Set<Guest>, most = mostGuests): Guest | undefined {
  if (guests.size < most) return undefined;
  for (const guest of guests) {
    guests.delete(guest);
    if (guest.socket.bytesRead === guest.heard) {
      guest.socket.destroy();
      return guest;
    }
    guest.heard = guest.socket.bytesRead;
    guests.add(guest);
  }
  return undefined;
}
