import { statSync } from "node:fs";
import { hearAs } from "../../echo/probe-stranger.ts";
import { type House, inside, type Tried } from "./house.ts";

/** Whether a server on a Unix socket knows who is calling. */

/** A user who owns nothing (`nobody`). */
const stranger = 65_534;

/**
 * The server tells each client its user id, a line. Ours is the server's own too; only where we may go as somebody
 * else (as root) is a server that tells its own found out.
 */
export async function tryCredentials(house: House): Promise<Tried> {
  const user = process.getuid?.() ?? 0;
  const own = await inside(house, "wrong-credentials", async (guest) => {
    const hasEnd = await guest.until("end");
    const said = guest.received().toString("latin1");
    if (said.trim() === String(user))
      return hasEnd
        ? undefined
        : { concept: "no-close", message: "the line has come, and no end of the stream behind it" };
    return { concept: "wrong-credentials", message: `user ${user} came, and ${told(said)}` };
  });
  if (own !== undefined) return own;
  const { path } = house;
  const mode = path === undefined ? 0o777 : statSync(path).mode & 0o777;
  if ((mode & 0o002) === 0) {
    const message = `the mode of its file is ${mode.toString(8).padStart(4, "0")}: without the right to write, others cannot connect`;
    return { concept: "file-mode", message };
  }
  const heard = user === 0 && path !== undefined ? await hearAs(stranger, path) : undefined;
  if (heard === undefined || heard.trim() === String(stranger)) return undefined;
  const concept = heard.trim() === String(user) ? "own-credentials" : "wrong-credentials";
  return { concept, message: `user ${stranger} came, and ${told(heard)}`, meanwhile: await house.meanwhile() };
}

function told(said: string): string {
  return said.trim() === "" ? "was told nothing" : `was told "${said.trim().slice(0, 40)}"`;
}
