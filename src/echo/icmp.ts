/**
 * Messages of ICMP's echo (RFC 792), as a raw socket of Linux brings them: behind the header of IP.
 *
 *     type 8 (request) or 0 (reply) | code 0 | checksum | identifier | sequence number | data
 */
export interface Echo {
  readonly type: number;
  readonly id: number;
  readonly sequence: number;
  readonly data: Buffer;
  /** The checksum over the whole message is right: the kernel answers no other. */
  readonly isSound: boolean;
}

export const echoRequest = 8;
export const echoReply = 0;

/** Undefined for what is no echo. */
export function decodeEcho(packet: Buffer): Echo | undefined {
  const headerBytes = ((packet[0] ?? 0) & 0x0f) * 4;
  const message = packet.subarray(headerBytes);
  const [type] = message;
  if (message.length < 8 || (type !== echoRequest && type !== echoReply)) return undefined;
  const [id, sequence] = [message.readUInt16BE(4), message.readUInt16BE(6)];
  return { type, id, sequence, data: Buffer.from(message.subarray(8)), isSound: checksum(message) === 0 };
}

export function encodeReply(id: number, sequence: number, data: Uint8Array): Buffer {
  const message = Buffer.alloc(8 + data.length);
  message.writeUInt8(echoReply, 0);
  message.writeUInt16BE(id, 4);
  message.writeUInt16BE(sequence & 0xffff, 6);
  message.set(data, 8);
  message.writeUInt16BE(checksum(message), 2);
  return message;
}

/** The Internet checksum (RFC 1071): the complement of the sum in ones' complement of all 16-bit words; 0 where it is right. */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
