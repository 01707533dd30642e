import { isSeq } from "yaml";
import type { Transport } from "../../model.ts";
import { datagramProbes, type Probe, probes } from "../../probes.ts";
import { transports } from "./drill-words.ts";
import { type Node, offsetOf, type Reader, textsOf } from "./drill-reader.ts";

/** Probes that are about one family or one kind of socket. */
const only: Readonly<Partial<Record<Probe, Transport>>> = {
  alone: "tcp4",
  loopback: "tcp4",
  "both-families": "tcp6",
  credentials: "unix-stream",
};

/** Reads what is tried on a learner's server; a server of datagrams knows neither connections nor their ends. */
export function readProbes(reader: Reader, node: Node, all: readonly Transport[]): Probe[] {
  const found = textsOf(reader, node, "probe", probes);
  if (isSeq(node) && node.items.length === 0)
    reader.report(offsetOf(node), "probe tries nothing", "Name what is tried, such as: probe: [echo, second-client]");
  const probeless = all.find((transport) => !probes.some((probe) => isFit(probe, transport)));
  if (probeless !== undefined) {
    const others = transports.filter((transport) => probes.some((probe) => isFit(probe, transport)));
    reader.report(offsetOf(node), `no probe goes with ${probeless}`, `A server is tried over ${others.join(", ")}.`);
    return found;
  }
  for (const transport of all) {
    const unfit = found.find((probe) => !isFit(probe, transport));
    if (unfit !== undefined)
      reader.report(
        offsetOf(node),
        `the probe ${unfit} does not go with ${transport}`,
        `${transport} goes with ${probes.filter((probe) => isFit(probe, transport)).join(", ")}.`,
      );
  }
  return found;
}

/** Our clients speak neither these messages nor raw packets. */
const untried: ReadonlySet<Transport> = new Set(["unix-dgram", "unix-seqpacket", "icmp"]);

function isFit(probe: Probe, transport: Transport): boolean {
  if (untried.has(transport)) return false;
  const isDatagram = transport.startsWith("udp");
  if (probe in only) return only[probe] === transport || (probe === "loopback" && transport === "udp4");
  return isDatagram ? datagramProbes.includes(probe) : probe !== "senders" && probe !== "empty";
}
