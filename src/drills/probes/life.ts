import { canSee } from "../../echo/processes.ts";
import type { Guest } from "../../echo/probe-guest.ts";
import { as, exchange, type Failure, type House, inside, opening, type Tried, visitOnce } from "./house.ts";

/** Probes of a server's own end. */

/** A client stays connected while the server ends: only then remains of the connection hold the port. */
export async function tryRestart(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  return inside(house, "one-client", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure !== undefined) return as("one-client", failure);
    return (await house.restart()) ?? as("no-restart", await visitOnce(house));
  });
}

/** Looking past connections that are over is one thing (SO_REUSEADDR), sharing with the living another (SO_REUSEPORT). */
export async function tryAlone(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  if (!canSee) return { reason: "who listens cannot be seen here" };
  if (!(await house.hasRoomBeside())) return undefined;
  return { concept: "shares-port", message: "started a second time, it listens there as well", meanwhile: "" };
}

/**
 * A client is inside when SIGTERM comes. Nobody new is let in from then on; the client is served until it ends; then
 * the server ends, and says that all went well.
 */
export async function tryTerminate(house: House): Promise<Tried> {
  const first = await opening(house);
  if (first !== undefined) return first;
  let isOpen = false;
  const served = await inside(house, "one-client", async (guest) => {
    const failure = await exchange(guest, house.message());
    if (failure !== undefined) return as("one-client", failure);
    // Who looks at a flag before it waits again would see it by chance, had it not gone back to wait.
    await house.quiet();
    house.askToEnd();
    isOpen = await house.isOpen();
    await house.exit(); // who gives its clients some time only, is given it
    return (await exchange(guest, house.message())) ?? endsWith(guest);
  });
  const exit = await house.exit();
  if (typeof exit === "string" && exit !== "SIGTERM")
    return { concept: "crashes", message: `after SIGTERM it was ended by ${exit}`, meanwhile: "" };
  if (served !== undefined) return wasCut(served, exit);
  if (exit === undefined) {
    const message = "SIGTERM came and the last client has left, and the server goes on";
    return { concept: "ignores-sigterm", message, meanwhile: await house.meanwhile() };
  }
  if (isOpen) return { concept: "still-open", message: "after SIGTERM it still let new clients in", meanwhile: "" };
  if (exit === 0) return undefined;
  return { concept: "wrong-exit", message: `the last client was served, and then came ${ending(exit)}`, meanwhile: "" };
}

async function endsWith(guest: Guest): Promise<Failure | undefined> {
  guest.finish();
  if (await guest.until("end")) return undefined;
  return { concept: "no-close", message: `client ${guest.connection} was served on and sent its end: none came back` };
}

/** What the client noticed; `one-client` is what it noticed before. */
function wasCut(served: Failure, exit: number | string | undefined): Failure {
  if (served.concept === "one-client" || served.concept === "no-close") return served;
  const how = exit === undefined ? "" : `; your server had ended (${ending(exit)})`;
  return { ...served, concept: "cuts-clients", message: `after SIGTERM ${served.message}${how}` };
}

function ending(exit: number | string): string {
  return typeof exit === "number" ? `exit ${exit}` : exit;
}
