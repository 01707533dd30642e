import { isDatagram } from "../../echo/address.ts";
import { cameBack, exchange, type Failure, type House, inside, type Tried, visitOnce } from "./house.ts";

/** Probes of what comes back. */

const bigBytes = 1024 * 1024;
/** A datagram has room for 65,507 bytes of ours. */
const bigDatagram = 60_000;

export async function tryEcho(house: House): Promise<Tried> {
  return inside(house, "no-echo", async (guest) => {
    const head = house.words ?? [withoutText(house.message())];
    const tail = house.words === undefined ? [house.message()] : [house.message(), withZero(house.message())];
    for (const bytes of [...head, ...tail]) {
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

/** Text may hold one as well. */
function withZero(bytes: Buffer): Buffer {
  bytes[5] = 0;
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
  if (isDatagram(house.transport)) return staysWhole(house, house.message(bigDatagram));
  return visitOnce(house, house.message(bigBytes));
}

async function staysWhole(house: House, bytes: Buffer): Promise<Failure | undefined> {
  return inside(house, "no-echo", async (guest) => {
    const failure = await exchange(guest, bytes);
    const count = guest.messages().length;
    if (failure !== undefined || count === 1) return failure;
    return { concept: "wrong-echo", message: `one datagram of ${bytes.length} bytes came back as ${count}` };
  });
}
