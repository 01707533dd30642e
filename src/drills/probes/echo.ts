import { isDatagram } from "../../echo/address.ts";
import { cameBack, exchange, type House, inside, type Tried, visitOnce } from "./house.ts";

/** Probes of what comes back. */

const bigBytes = 1024 * 1024;
/** A datagram has room for 65,507 bytes of ours. */
const bigDatagram = 60_000;

export async function tryEcho(house: House): Promise<Tried> {
  return inside(house, "no-echo", async (guest) => {
    for (const bytes of house.words ?? [withoutText(house.message()), house.message()]) {
      const failure = await exchange(guest, bytes);
      if (failure !== undefined) return failure;
    }
    return undefined;
  });
}

/** With a zero, a line end and no UTF-8 inside: bytes are not text. */
function withoutText(bytes: Buffer): Buffer {
  bytes.set([0, 0x0a, 0xff], 5);
  return bytes;
}

export async function tryHalfClose(house: House): Promise<Tried> {
  return inside(house, "lost-reply", async (guest) => {
    const bytes = house.message();
    guest.send(bytes);
    guest.finish();
    const isWhole = await guest.until(bytes.length);
    if (!isWhole) return { concept: "lost-reply", message: cameBack(guest, bytes) };
    if (!guest.received().equals(bytes)) return { concept: "wrong-echo", message: cameBack(guest, bytes) };
    if (await guest.until("end")) return undefined;
    const how = guest.end() === "rst" ? "a reset (RST) came instead of an end" : "no end of the stream came";
    return { concept: "no-close", message: `client ${guest.connection} sent its end and read its answer: ${how}` };
  });
}

export async function tryBig(house: House): Promise<Tried> {
  return visitOnce(house, house.message(isDatagram(house.transport) ? bigDatagram : bigBytes));
}
