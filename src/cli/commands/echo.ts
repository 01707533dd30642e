import { CardsError } from "../../errors.ts";
import { openEndpoint } from "../../echo/endpoint.ts";
import { openTranscript, type WireEvent } from "../../echo/transcript.ts";
import { painter } from "../../terminal/line.ts";
import { type Context, wholeNumber } from "../context.ts";

/** The live server alone: one ready line, then a line an event, until Ctrl-C. */
export async function run(context: Context): Promise<number> {
  const transport = context.options["transport"] ?? "tcp4";
  if (transport !== "tcp4" && transport !== "unix-stream") {
    throw new CardsError(`${String(transport)}: not a transport that is here yet`, "There are tcp4 and unix-stream.", {
      exit: 2,
    });
  }
  const begin = performance.now();
  const transcript = openTranscript(() => performance.now() - begin, false);
  const port = wholeNumber(context.options["port"], "port", 0) ?? 0;
  if (port > 65_535)
    throw new CardsError(`--port ${port}: there is no such port`, "A port is at most 65535.", { exit: 2 });
  await using endpoint = await openEndpoint({ transport, port }, transcript);
  const { host, port: heard, path } = endpoint.address;
  if (context.json)
    context.out(JSON.stringify({ transport, host: host ?? null, port: heard ?? null, path: path ?? null }));
  else
    context.out(
      `echo on ${transport} ${path ?? `${host}:${heard}`}   (Ctrl-C ends it)\n  ${path === undefined ? `socat - TCP4:${host}:${heard}` : `socat - UNIX-CONNECT:${path}`}`,
    );

  const ended = Promise.withResolvers<"ended">();
  const end = (): void => ended.resolve("ended");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  const events = transcript.follow()[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([events.next(), ended.promise]);
    if (next === "ended" || next.done === true) return 0;
    context.out(context.json ? JSON.stringify(next.value) : told(context, next.value));
  }
}

function told(context: Context, event: WireEvent): string {
  const paint = painter(context.color);
  const arrow = { in: paint("36", "──▶"), out: paint("32", "◀──"), note: "   " }[event.direction];
  const what = event.kind === "data" ? `${event.length} B "${event.preview}"` : `${event.kind} ${event.preview}`;
  return `${event.t.toFixed(1).padStart(9)} ms  #${event.connection} ${arrow} ${what}`.trimEnd();
}
