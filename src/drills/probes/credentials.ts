import { statSync } from "node:fs";
import { hearAs } from "../../echo/probe-stranger.ts";
import { as, type Failure, type House, inside, type Tried, turnedAway } from "./house.ts";

/** Whether a server on a Unix socket knows who is calling. */

/** A user who owns nothing (`nobody`). */
const stranger = 65_534;
/** A group that has not the same number. */
const strangers = 65_533;

/**
 * The server tells each client its user id, a line. Ours is the server's own too; only where we may go as somebody
 * else (as root) is a server that tells its own found out.
 */
export async function tryCredentials(house: House): Promise<Tried> {
  const user = process.getuid?.() ?? 0;
  const own = (await hearsOwn(house, user)) ?? as("one-client", await hearsOwn(house, user));
  if (own !== undefined) return own;
  const { path } = house;
  const file = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path !== undefined && file === undefined) return turnedAway(house, "one-client", "ENOENT");
  const mode = (file?.mode ?? 0o777) & 0o777;
  if ((mode & 0o002) === 0) {
    const message = `the mode of its file is ${mode.toString(8).padStart(4, "0")}: without the right to write, others cannot connect`;
    return { concept: "file-mode", message };
  }
  const heard = user === 0 && path !== undefined ? await hearAs(stranger, strangers, path) : undefined;
  if (heard === undefined || heard === `${stranger}\n`) return undefined;
  const concept = heard === `${user}\n` ? "own-credentials" : "wrong-credentials";
  return { concept, message: `user ${stranger} came, and ${told(heard)}`, meanwhile: await house.meanwhile() };
}

function hearsOwn(house: House, user: number): Promise<Failure | undefined> {
  return inside(house, "wrong-credentials", async (guest) => {
    const hasEnd = await guest.until("end");
    const said = guest.received().toString("latin1");
    if (said !== `${user}\n`) return { concept: "wrong-credentials", message: `user ${user} came, and ${told(said)}` };
    if (hasEnd) return undefined;
    return { concept: "no-close", message: "the line has come, and no end of the stream behind it" };
  });
}

function told(said: string): string {
  return said === "" ? "was told nothing" : `was told ${JSON.stringify(said.slice(0, 40))}`;
}
