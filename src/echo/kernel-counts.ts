import type { Transport } from "../model.ts";
import { procText } from "./proc-text.ts";

/**
 * How often this machine was refused since it was started: connections that it tried, or datagrams to a port that
 * nobody has; undefined where the kernel doesn't tell. A refusal leaves no other trace (`man 5 proc`, /proc/net/snmp).
 */
export function refusals(transport: Transport): number | undefined {
  if (transport === "udp6") return countOfUdp6("NoPorts");
  return transport === "udp4" ? countOf("Udp: ", "NoPorts") : countOf("Tcp: ", "AttemptFails");
}

/** Datagrams that programs of this machine have read, since it was started. */
export function deliveries(transport: Transport): number {
  return (transport === "udp6" ? countOfUdp6("InDatagrams") : countOf("Udp: ", "InDatagrams")) ?? 0;
}

function countOfUdp6(what: string): number | undefined {
  const count = new RegExp(`^Udp6${what}\\s+(\\d+)$`, "m").exec(procText("/proc/net/snmp6"))?.[1];
  return count === undefined ? undefined : Number(count);
}

function countOf(protocol: string, wanted: string): number | undefined {
  const [names, values] = procText("/proc/net/snmp")
    .split("\n")
    .filter((row) => row.startsWith(protocol));
  const column = words(names ?? "").indexOf(wanted);
  return column < 0 ? undefined : Number(words(values ?? "")[column]);
}

/** Connects that this machine dropped because a backlog was full (TcpExt, ListenOverflows). */
export function overflows(): number {
  const [names, values] = procText("/proc/net/netstat")
    .split("\n")
    .filter((row) => row.startsWith("TcpExt: "));
  return Number(words(values ?? "")[words(names ?? "").indexOf("ListenOverflows")] ?? 0);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
