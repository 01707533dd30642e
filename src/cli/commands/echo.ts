import { setFlagsFromString } from "node:v8";
import { CardsError } from "../../errors.ts";
import { type Address, hostAndPort, missingTransport } from "../../echo/address.ts";
import { openEndpoint } from "../../echo/endpoint.ts";
import { parseFaults } from "../../echo/faults.ts";
import { openTranscript, type WireEvent } from "../../echo/transcript.ts";
import type { Transport } from "../../model.ts";
import { transports } from "../../notes/drill/drill-words.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, wholeNumber } from "../context.ts";
import { partnerLine } from "../partner.ts";

/** The live server alone: one ready line, then a line an event, until Ctrl-C. */
export async function run(context: Context): Promise<number> {
  const transport = transportFrom(context.options["transport"] ?? "tcp4");
  const { fault } = context.options;
  const faults = parseFaults(typeof fault === "string" ? fault : "", transport);
  const begin = performance.now();
  const transcript = openTranscript(() => performance.now() - begin, false);
  const port = wholeNumber(context.options["port"], "port", 0) ?? 0;
  if (port > 65_535)
    throw new CardsError(`--port ${port}: there is no such port`, "A port is at most 65535.", { exit: 2 });
  await using endpoint = await openEndpoint({ transport, port, ...(faults && { faults }) }, transcript);
  const { host, port: heard, path } = endpoint.address;
  if (context.json)
    context.out(JSON.stringify({ transport, host: host ?? null, port: heard ?? null, path: path ?? null }));
  else context.out(readyText(endpoint.address));

  // Otherwise V8 grows to three times the memory before it collects what a storm of connections leaves (measured).
  setFlagsFromString("--optimize-for-size");
  // Not a race of each event with one promise for the signal: that promise would keep every loser of it.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => transcript.close());
  const line = (event: WireEvent): string => (context.json ? JSON.stringify(event) : told(context, event));
  for await (const events of transcript.follow()) context.out(events.map(line).join("\n"));
  return 0;
}

function transportFrom(wanted: string | boolean): Transport {
  const transport = transports.find((each) => each === wanted);
  if (transport === undefined)
    throw new CardsError(`${String(wanted)}: not a transport`, `There are ${transports.join(", ")}.`, { exit: 2 });
  const missing = missingTransport(transport);
  if (missing !== undefined) throw new CardsError(`${transport}: ${missing}`, "Choose another one.", { exit: 4 });
  return transport;
}

/** Where it is, and a line that speaks to it. */
function readyText(address: Address): string {
  const { transport, host = "", port = 0, path = "" } = address;
  const place = path !== "" ? path : port === 0 ? host : hostAndPort(host, port);
  return `echo on ${transport} ${place}   (Ctrl-C ends it)\n  ${partnerLine(address)}`;
}

function told(context: Context, event: WireEvent): string {
  const paint = painter(context.color);
  const arrow = { in: paint("36", "──▶"), out: paint("32", "◀──"), note: "   " }[event.direction];
  const bytes = `${event.length} B "${event.preview}"`;
  const lost = event.length > 0 ? `kept back: ${bytes}` : `kept back: ${event.preview}`;
  const what = { data: bytes, lost }[event.kind as string] ?? `${event.kind} ${event.preview}`;
  const fault = event.fault === undefined ? "" : paint("33", `  ${event.fault}`);
  return `${event.t.toFixed(1).padStart(9)} ms  #${event.connection} ${arrow} ${what.trimEnd()}${fault}`;
}
