import type { Transport, WireStep } from "../../model.ts";
import { type Node, offsetOf, type Reader } from "./drill-reader.ts";
import { faults, ofDatagrams, ofMessages, withDescriptors } from "./drill-words.ts";

/** Something that a step may hold, and the transports that have it. */
interface Rule {
  readonly what: string;
  readonly isIn: (step: WireStep) => boolean;
  readonly fits: (transport: Transport) => boolean;
}

const kinds =
  (...names: readonly WireStep["kind"][]) =>
  (step: WireStep): boolean =>
    names.includes(step.kind);
const has =
  (key: string) =>
  (step: WireStep): boolean =>
    key in step;
const isTcp = (transport: Transport): boolean => transport.startsWith("tcp");
const isUdp = (transport: Transport): boolean => transport.startsWith("udp");
const isStream = (transport: Transport): boolean => !ofMessages.includes(transport);
const rule = (what: string, fits: Rule["fits"], isIn: Rule["isIn"] = has(what)): Rule => ({ what, isIn, fits });

const rules: readonly Rule[] = [
  rule("refuse", (transport) => isTcp(transport) || isUdp(transport), kinds("refuse")),
  rule("end", (transport) => !ofDatagrams.includes(transport), kinds("end", "close", "read-end")),
  rule("next", isStream, kinds("next")),
  rule("no_read", isStream, kinds("no-read")),
  rule("interrupt", isStream, kinds("interrupt")),
  rule("no_accept", isTcp, kinds("no-accept")),
  rule("intrude", isUdp, kinds("intrude")),
  rule("at", isStream),
  rule("burst", isUdp),
  rule("through", (transport) => withDescriptors.includes(transport)),
  ...faults.stream.map((fault) => rule(fault, fault === "rst" ? isTcp : isStream)),
  ...faults.datagram.map((fault) => rule(fault, (transport) => !isStream(transport))),
];

/**
 * What a stream has and datagrams have not, and the other way round. A list of transports allows only what all of
 * them have.
 */
export function reportUnfit(reader: Reader, node: Node, steps: readonly WireStep[], all: readonly Transport[]): void {
  for (const step of steps) {
    for (const { what, isIn, fits } of rules) {
      const odd = isIn(step) ? all.find((transport) => !fits(transport)) : undefined;
      if (odd !== undefined)
        reader.report(offsetOf(node), `${what} does not go with ${odd}`, "Leave it out, or change the transport.");
    }
  }
}
