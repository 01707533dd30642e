import type { Control } from "./message.ts";
import type { Sockaddr } from "./sockaddr.ts";

/** What a call returned; errno is 0 unless it returned −1. */
export interface Result {
  readonly value: number;
  readonly errno: number;
}

type Descriptor = number;

/** What was read: as many bytes as `value` says. */
export interface ResultWithBytes extends Result {
  readonly bytes: Buffer;
}

export interface ResultWithAddress extends Result {
  readonly address: Sockaddr | undefined;
}

export interface ResultWithPair extends Result {
  readonly descriptors: readonly [Descriptor, Descriptor] | undefined;
}

export interface Received extends ResultWithAddress {
  /** The parts, each cut to what was written into it. */
  readonly parts: readonly Buffer[];
  readonly controls: readonly Control[];
  /** MSG_TRUNC, MSG_CTRUNC … */
  readonly flags: number;
}

export interface Outgoing {
  readonly parts: readonly Uint8Array[];
  readonly address?: Sockaddr;
  readonly controls?: readonly Control[];
}

/** The calls as manual section 2 has them, with bytes and addresses in place of pointers. Nothing is thrown. */
export interface Libc {
  socket(domain: number, type: number, protocol: number): Result;
  bind(fd: Descriptor, address: Sockaddr): Result;
  listen(fd: Descriptor, backlog: number): Result;
  accept(fd: Descriptor): ResultWithAddress;
  connect(fd: Descriptor, address: Sockaddr): Result;
  read(fd: Descriptor, length: number): ResultWithBytes;
  write(fd: Descriptor, bytes: Uint8Array): Result;
  recv(fd: Descriptor, length: number, flags: number): ResultWithBytes;
  send(fd: Descriptor, bytes: Uint8Array, flags: number): Result;
  recvfrom(fd: Descriptor, length: number, flags: number): ResultWithBytes & ResultWithAddress;
  sendto(fd: Descriptor, bytes: Uint8Array, flags: number, address: Sockaddr | undefined): Result;
  /** `lengths` of the iovecs; room for `controlBytes` beside them. */
  recvmsg(fd: Descriptor, lengths: readonly number[], flags: number, controlBytes?: number): Received;
  sendmsg(fd: Descriptor, message: Outgoing, flags: number): Result;
  close(fd: Descriptor): Result;
  shutdown(fd: Descriptor, how: number): Result;
  getsockopt(fd: Descriptor, level: number, name: number, length?: number): ResultWithBytes;
  /** A number is an int; anything else (struct linger, timeval) is given as its bytes. */
  setsockopt(fd: Descriptor, level: number, name: number, value: number | Uint8Array): Result;
  fcntl(fd: Descriptor, command: number, argument?: number): Result;
  /** `number` is what an ioctl such as FIONREAD wrote. */
  ioctl(fd: Descriptor, request: number): Result & { readonly number: number };
  poll(
    watched: readonly { readonly fd: Descriptor; readonly events: number }[],
    timeoutMs: number,
  ): Result & { readonly revents: readonly number[] };
  getsockname(fd: Descriptor): ResultWithAddress;
  getpeername(fd: Descriptor): ResultWithAddress;
  dup(fd: Descriptor): Result;
  pipe(): ResultWithPair;
  socketpair(domain: number, type: number, protocol: number): ResultWithPair;
  unlink(path: string): Result;
  /** The mask before. */
  umask(mask: number): Result;
  prctl(option: number, value: number): Result;
}
