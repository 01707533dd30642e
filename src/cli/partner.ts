import { type Address, hostAndPort } from "../echo/address.ts";

/** A line of the shell that speaks to somebody at this place: `socat - TCP4:127.0.0.1:7007`. */
export function partnerLine({ transport, host = "", port = 0, path = "" }: Address): string {
  if (transport === "icmp") return `ping ${host}`;
  const place = path === "" ? hostAndPort(host, port) : path;
  const name = {
    tcp4: `TCP4:${place}`,
    tcp6: `TCP6:${place}`,
    udp4: `UDP4:${place}`,
    udp6: `UDP6:${place}`,
    "unix-stream": `UNIX-CONNECT:${place}`,
    "unix-abstract": `ABSTRACT-CONNECT:${place.slice(1)}`,
    "unix-dgram": `UNIX-SENDTO:${place},bind=/tmp/me`,
    "unix-seqpacket": `UNIX-CONNECT:${place},type=5`,
  }[transport];
  return `socat - ${name}`;
}
