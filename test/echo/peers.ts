import { connect, type Socket } from "node:net";
import type { Address } from "../../src/echo/endpoint.ts";

/** A client of our endpoint inside the test: what came, and a promise of its end. */
export function dial(address: Address): Socket {
  return address.path === undefined ? connect(address.port ?? 0, address.host) : connect(address.path);
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
