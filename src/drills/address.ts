import { join } from "node:path";
import { type Address, isUnix, loopbackOf } from "../echo/address.ts";
import { freePort } from "../echo/probe-door.ts";
import type { Transport } from "../model.ts";
import type { Probe } from "../probes.ts";

/**
 * Where a learner's server is to be found: a path in its folder, the only one that the cage lets it write to, or a
 * port that nobody has. Who is to answer both families is told `::`, where it is for the learner to let IPv4 in.
 */
export async function chooseAddress(
  transport: Transport,
  folder: string,
  probes: readonly Probe[] = [],
): Promise<Address> {
  const nowhere = { transport, host: undefined, port: undefined, path: undefined };
  if (transport === "unix-abstract") return { ...nowhere, path: `@${folder.slice(1)}` };
  if (isUnix(transport)) return { ...nowhere, path: join(folder, "s") };
  const host = loopbackOf(transport);
  if (probes.includes("both-families")) return { ...nowhere, host: "::", port: await freePort(host, "127.0.0.1") };
  return { ...nowhere, host, port: await freePort(host) };
}
