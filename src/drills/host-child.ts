import { writeFileSync } from "node:fs";
import { CardsError } from "../errors.ts";
import type { Answer, Order } from "./isolation.ts";
import { languageOf } from "./languages.ts";
import { runDrill } from "./run.ts";

/** The process in which drills are run: it takes orders, answers each with an attempt, and goes with whoever started it. */
const running = new Map<number, AbortController>();

async function answerTo({ id, language, request }: Extract<Order, { kind: "run" }>): Promise<Answer> {
  const known = languageOf(language);
  if (known === undefined) throw new Error(`${language}: no such language`);
  const abort = new AbortController();
  running.set(id, abort);
  const isOfBoth = request.drill.probe?.includes("both-families") === true;
  if (isOfBoth) letIpv4In(false);
  try {
    return { id, kind: "attempt", attempt: await runDrill({ ...request, language: known, signal: abort.signal }) };
  } catch (error) {
    const { message, hint, exit } = error as CardsError;
    if (error instanceof CardsError) return { id, kind: "refused", message, hint, exit };
    return { id, kind: "broken", stack: error instanceof Error ? (error.stack ?? message) : String(error) };
  } finally {
    running.delete(id);
    if (isOfBoth) letIpv4In(true);
  }
}

/**
 * Whether IPv4 comes in through a socket of IPv6 that does not say (IPV6_V6ONLY, `man 7 ipv6`). The network is our own,
 * and so is its setting: a server that hopes for the usual one is disappointed. Where it can't be changed it is left.
 */
function letIpv4In(isLetIn: boolean): void {
  try {
    writeFileSync("/proc/sys/net/ipv6/bindv6only", isLetIn ? "0" : "1");
  } catch {
    // Not Linux, or not ours.
  }
}

process.on("message", (order: Order) => {
  if (order.kind === "abort") running.get(order.id)?.abort();
  else void answerTo(order).then((answer) => process.send?.(answer));
});
// Our owner has gone, in whatever way: what runs here goes with us (echo/tidy.ts).
process.on("disconnect", () => process.exit());
