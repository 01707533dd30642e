import { constantsOfC } from "./constants.ts";

/** What travels beside the bytes of a message (`man 3 cmsg`). */
export type Control =
  /** Descriptors: the kernel gives the receiver new numbers for the same open files (`man 7 unix`, SCM_RIGHTS). */
  | { readonly kind: "rights"; readonly descriptors: readonly number[] }
  /** Who sent it, vouched for by the kernel (SCM_CREDENTIALS; the receiver has set SO_PASSCRED). */
  | { readonly kind: "credentials"; readonly pid: number; readonly uid: number; readonly gid: number }
  | { readonly kind: "other"; readonly level: number; readonly type: number; readonly bytes: Buffer };

const { SOL_SOCKET, SCM_RIGHTS, SCM_CREDENTIALS } = constantsOfC;

/** `struct cmsghdr` of 64-bit Linux: length (8 bytes, header included), level, type; each aligned to 8. */
const controlHead = 16;
const aligned = (length: number): number => (length + 7) & ~7;

export function encodeControl(controls: readonly Control[]): Buffer {
  return Buffer.concat(
    controls.map((control) => {
      const { level, type, bytes } = plain(control);
      const packed = Buffer.alloc(aligned(controlHead + bytes.length));
      packed.writeBigUInt64LE(BigInt(controlHead + bytes.length), 0);
      packed.writeInt32LE(level, 8);
      packed.writeInt32LE(type, 12);
      bytes.copy(packed, controlHead);
      return packed;
    }),
  );
}

function plain(control: Control): { readonly level: number; readonly type: number; readonly bytes: Buffer } {
  if (control.kind === "other") return control;
  const isRights = control.kind === "rights";
  const values = isRights ? control.descriptors : [control.pid, control.uid, control.gid];
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeInt32LE(value, at * 4));
  return { level: SOL_SOCKET, type: isRights ? SCM_RIGHTS : SCM_CREDENTIALS, bytes };
}

export function decodeControl(packed: Buffer): Control[] {
  const controls: Control[] = [];
  for (let at = 0; at + controlHead <= packed.length;) {
    const length = Number(packed.readBigUInt64LE(at));
    if (length < controlHead) break;
    const level = packed.readInt32LE(at + 8);
    const type = packed.readInt32LE(at + 12);
    controls.push(understood(level, type, Buffer.from(packed.subarray(at + controlHead, at + length))));
    at += aligned(length);
  }
  return controls;
}

function understood(level: number, type: number, bytes: Buffer): Control {
  const values = Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readInt32LE(at * 4));
  if (level === SOL_SOCKET && type === SCM_RIGHTS) return { kind: "rights", descriptors: values };
  const [pid = 0, uid = 0, gid = 0] = values;
  if (level === SOL_SOCKET && type === SCM_CREDENTIALS) return { kind: "credentials", pid, uid, gid };
  return { kind: "other", level, type, bytes };
}

/** `struct msghdr` of 64-bit Linux, and where the kernel writes what it found. */
export interface PackedMessage {
  readonly header: Buffer;
  /** Held here so that they outlive the call: the header knows only their addresses. */
  readonly iovecs: Buffer;
  readonly name: Buffer;
  readonly control: Buffer;
}

export interface MessageParts {
  readonly name: Buffer;
  readonly parts: readonly Buffer[];
  readonly control: Buffer;
}

/** `addressOf` tells where the bytes of a buffer stand in memory. */
export function packMessage({ name, parts, control }: MessageParts, addressOf: (buffer: Buffer) => bigint) {
  const iovecs = Buffer.alloc(Math.max(16, parts.length * 16));
  parts.forEach((part, at) => {
    iovecs.writeBigUInt64LE(part.length === 0 ? 0n : addressOf(part), at * 16);
    iovecs.writeBigUInt64LE(BigInt(part.length), at * 16 + 8);
  });
  const header = Buffer.alloc(56);
  header.writeBigUInt64LE(name.length === 0 ? 0n : addressOf(name), 0);
  header.writeUInt32LE(name.length, 8);
  header.writeBigUInt64LE(addressOf(iovecs), 16);
  header.writeBigUInt64LE(BigInt(parts.length), 24);
  header.writeBigUInt64LE(control.length === 0 ? 0n : addressOf(control), 32);
  header.writeBigUInt64LE(BigInt(control.length), 40);
  return { header, iovecs, name, control } satisfies PackedMessage;
}

/** What `recvmsg` left in the header: the lengths of name and control, and the flags. */
export function readHeader({ header, name, control }: PackedMessage) {
  return {
    name: name.subarray(0, header.readUInt32LE(8)),
    control: control.subarray(0, Number(header.readBigUInt64LE(40))),
    flags: header.readInt32LE(48),
  };
}
