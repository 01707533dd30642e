import type * as Koffi from "koffi";
import type { Libc, Result } from "./calls.ts";
import { decodeControl, encodeControl, packMessage, readHeader } from "./message.ts";
import { decodeSockaddr, encodeSockaddr, mostAddressBytes, type Sockaddr } from "./sockaddr.ts";

type Native = (...values: unknown[]) => number;

const signatures = [
  "int socket(int, int, int)",
  "int bind(int, void *, int)",
  "int listen(int, int)",
  "int accept(int, void *, void *)",
  "int connect(int, void *, int)",
  "long read(int, void *, size_t)",
  "long write(int, void *, size_t)",
  "long recvfrom(int, void *, size_t, int, void *, void *)",
  "long sendto(int, void *, size_t, int, void *, int)",
  "long recvmsg(int, void *, int)",
  "long sendmsg(int, void *, int)",
  "int close(int)",
  "int shutdown(int, int)",
  "int getsockopt(int, int, int, void *, void *)",
  "int setsockopt(int, int, int, void *, int)",
  "int fcntl(int, int, long)",
  "int ioctl(int, unsigned long, void *)",
  "int poll(void *, unsigned long, int)",
  "int getsockname(int, void *, void *)",
  "int getpeername(int, void *, void *)",
  "int dup(int)",
  "int pipe(void *)",
  "int socketpair(int, int, int, void *)",
  "int unlink(const char *)",
  "unsigned int umask(unsigned int)",
  "int prctl(int, unsigned long)",
] as const;

/** Binds the symbols of the C library that Node itself runs on. Throws where one is missing. */
export function callsOf(koffi: typeof Koffi): Libc {
  const library = koffi.load(null);
  const natives = new Map<string, Native>(
    signatures.map((signature) => [/\b(\w+)\(/.exec(signature)?.[1] ?? "", library.func(signature) as Native]),
  );
  // Read at once: any other call in between, one of Node's own included, would overwrite it.
  const call = (name: string, ...values: unknown[]): Result => {
    const value = natives.get(name)?.(...values) ?? -1;
    return { value, errno: value === -1 ? koffi.errno() : 0 };
  };
  const addressOf = (buffer: Buffer): bigint => koffi.address(buffer);
  return { ...plainCalls(call), ...byteCalls(call), ...messageCalls(call, addressOf), ...optionCalls(call) };
}

type Call = (name: string, ...values: unknown[]) => Result;

function plainCalls(call: Call) {
  return {
    socket: (domain, type, protocol) => call("socket", domain, type, protocol),
    bind: (fd, address) => withAddress(address, (bytes) => call("bind", fd, bytes, bytes.length)),
    listen: (fd, backlog) => call("listen", fd, backlog),
    accept: (fd) => askAddress((room, length) => call("accept", fd, room, length)),
    connect: (fd, address) => withAddress(address, (bytes) => call("connect", fd, bytes, bytes.length)),
    close: (fd) => call("close", fd),
    shutdown: (fd, how) => call("shutdown", fd, how),
    getsockname: (fd) => askAddress((room, length) => call("getsockname", fd, room, length)),
    getpeername: (fd) => askAddress((room, length) => call("getpeername", fd, room, length)),
    dup: (fd) => call("dup", fd),
    pipe: () => askPair((room) => call("pipe", room)),
    socketpair: (domain, type, protocol) => askPair((room) => call("socketpair", domain, type, protocol, room)),
    unlink: (path) => call("unlink", path),
    umask: (mask) => call("umask", mask),
    prctl: (option, value) => call("prctl", option, value),
  } satisfies Partial<Libc>;
}

function byteCalls(call: Call) {
  return {
    read: (fd, length) => fill(length, (room) => call("read", fd, room, length)),
    write: (fd, bytes) => call("write", fd, bytes, bytes.length),
    recv: (fd, length, flags) => fill(length, (room) => call("recvfrom", fd, room, length, flags, null, null)),
    send: (fd, bytes, flags) => call("sendto", fd, bytes, bytes.length, flags, null, 0),
    recvfrom(fd, length, flags) {
      const room = Buffer.alloc(length);
      const result = askAddress((address, size) => call("recvfrom", fd, room, length, flags, address, size));
      return { ...result, bytes: cut(room, result) };
    },
    sendto(fd, bytes, flags, address) {
      const to = address === undefined ? undefined : encodeSockaddr(address);
      return call("sendto", fd, bytes, bytes.length, flags, to ?? null, to?.length ?? 0);
    },
  } satisfies Partial<Libc>;
}

function messageCalls(call: Call, addressOf: (buffer: Buffer) => bigint) {
  return {
    sendmsg(fd, { parts, address, controls = [] }, flags) {
      const name = address === undefined ? Buffer.alloc(0) : encodeSockaddr(address);
      const copies = parts.map((part) => Buffer.from(part));
      const packed = packMessage({ name, parts: copies, control: encodeControl(controls) }, addressOf);
      return call("sendmsg", fd, packed.header, flags);
    },
    recvmsg(fd, lengths, flags, controlBytes = 0) {
      const parts = lengths.map((length) => Buffer.alloc(length));
      const room = { name: Buffer.alloc(mostAddressBytes), parts, control: Buffer.alloc(controlBytes) };
      const packed = packMessage(room, addressOf);
      const result = call("recvmsg", fd, packed.header, flags);
      const { name, control, flags: found } = readHeader(packed);
      const isGood = result.value >= 0;
      return {
        ...result,
        parts: spread(parts, result.value),
        address: isGood ? decodeSockaddr(name) : undefined,
        controls: isGood ? decodeControl(control) : [],
        flags: isGood ? found : 0,
      };
    },
  } satisfies Partial<Libc>;
}

function optionCalls(call: Call) {
  return {
    getsockopt(fd, level, name, length = 4) {
      const room = Buffer.alloc(Math.max(length, 1));
      const size = int(length);
      const result = call("getsockopt", fd, level, name, room, size);
      return { ...result, bytes: room.subarray(0, result.value < 0 ? 0 : size.readInt32LE()) };
    },
    setsockopt(fd, level, name, value) {
      const bytes = typeof value === "number" ? int(value) : value;
      return call("setsockopt", fd, level, name, bytes, bytes.length);
    },
    fcntl: (fd, command, argument = 0) => call("fcntl", fd, command, argument),
    ioctl(fd, request) {
      const room = int(0);
      return { ...call("ioctl", fd, request, room), number: room.readInt32LE() };
    },
    poll(watched, timeoutMs) {
      const room = Buffer.alloc(Math.max(1, watched.length) * 8);
      watched.forEach(({ fd, events }, at) => {
        room.writeInt32LE(fd, at * 8);
        room.writeInt16LE(events, at * 8 + 4);
      });
      const result = call("poll", room, watched.length, timeoutMs);
      return { ...result, revents: watched.map((_, at) => room.readInt16LE(at * 8 + 6)) };
    },
  } satisfies Partial<Libc>;
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
}

function withAddress(address: Sockaddr, act: (bytes: Buffer) => Result): Result {
  return act(encodeSockaddr(address));
}

function askAddress(act: (room: Buffer, length: Buffer) => Result) {
  const room = Buffer.alloc(mostAddressBytes);
  const length = int(room.length);
  const result = act(room, length);
  const written = Math.min(length.readInt32LE(), room.length);
  return { ...result, address: result.value < 0 ? undefined : decodeSockaddr(room.subarray(0, written)) };
}

function askPair(act: (room: Buffer) => Result) {
  const room = Buffer.alloc(8);
  const result = act(room);
  const pair = [room.readInt32LE(0), room.readInt32LE(4)] as const;
  return { ...result, descriptors: result.value < 0 ? undefined : pair };
}

function fill(length: number, act: (room: Buffer) => Result) {
  const room = Buffer.alloc(length);
  const result = act(room);
  return { ...result, bytes: cut(room, result) };
}

/** With MSG_TRUNC the kernel may say more than it wrote. */
function cut(room: Buffer, { value }: Result): Buffer {
  return room.subarray(0, Math.max(0, value));
}

/** The parts of a message, each as far as `length` bytes fill them in turn. */
function spread(parts: readonly Buffer[], length: number): Buffer[] {
  let left = Math.max(0, length);
  return parts.map((part) => {
    const filled = part.subarray(0, left);
    left -= filled.length;
    return filled;
  });
}
