import type { Libc } from "../libc/libc.ts";
import { constantsOfC as c } from "../libc/constants.ts";
import { errnoName } from "../libc/errno.ts";
import type { Sockaddr } from "../libc/sockaddr.ts";
import { optionBytes, packOption, shapeOf, unpackOption } from "./options.ts";
import type { Reply, Row } from "./reply.ts";
import type { Request, Value } from "./resolve.ts";

/** What an actor knows of itself. */
export interface Self {
  readonly libc: Libc;
  /** The descriptors that its calls have made; no other is ever touched. */
  readonly owned: Set<number>;
}

/** What a call gave, before it is made ready to travel. */
interface Outcome {
  readonly value: number;
  readonly errno: number;
  readonly bytes?: Buffer;
  readonly address?: Sockaddr | undefined;
  readonly second?: number | undefined;
  readonly flags?: number;
}

/** Makes one call, and blocks as long as it does. */
export function perform(self: Self, request: Request): Reply {
  const refused = refusal(self, request);
  if (refused !== undefined) return { kind: "refused", ...refused };
  const make = handlers[request.call];
  if (make === undefined) throw new Error(`no handler for ${request.call}`);
  const { value, errno, bytes, address, second, flags } = make(self, request.values);
  return {
    kind: "returned",
    value,
    ...(errno === 0 ? {} : { errno: errnoName(errno) }),
    ...(bytes === undefined ? {} : { bytes: bytes.toString("latin1") }),
    ...(address === undefined ? {} : { address }),
    ...(second === undefined ? {} : { second }),
    ...(flags === undefined ? {} : { flags }),
    rows: [...self.owned].toSorted((one, other) => one - other).map((fd) => rowOf(self.libc, fd)),
  };
}

const makers = new Set(["socket", "socketpair", "unlink"]);

/** A descriptor that is open and not the learner's carries the lab itself. One that is not open fails by itself. */
function refusal({ libc, owned }: Self, { call, values }: Request) {
  const [fd, , , passed] = values;
  if (makers.has(call) || typeof fd !== "number") return undefined;
  const isOurs = (named: Value | undefined): named is number =>
    typeof named === "number" && !owned.has(named) && libc.fcntl(named, c.F_GETFD).value !== -1;
  const ours = [fd, call === "sendmsg" ? passed : undefined].find(isOurs);
  if (ours !== undefined)
    return { message: `descriptor ${ours} is the lab's own`, hint: "Yours are the ones that your calls gave you." };
  if (!owned.has(fd)) return undefined;
  if (call !== "listen" || isConfined(libc, fd)) return undefined;
  return { message: "this socket would be open to the network", hint: "Bind it to 127.0.0.1 or [::1] first." };
}

const bindToDevice = 25;

/** So that even 0.0.0.0 is this machine alone; Linux lets everybody do so since 5.7 (`man 7 socket`, SO_BINDTODEVICE). */
function confine(libc: Libc, fd: number, domain: number): void {
  if (domain !== c.AF_UNIX) libc.setsockopt(fd, c.SOL_SOCKET, bindToDevice, Buffer.from("lo\0"));
}

function isConfined(libc: Libc, fd: number): boolean {
  const { address } = libc.getsockname(fd);
  if (address === undefined || !("host" in address) || !["0.0.0.0", "::"].includes(address.host)) return true;
  return libc.getsockopt(fd, c.SOL_SOCKET, bindToDevice, 16).bytes.toString().startsWith("lo");
}

type Make = (self: Self, values: readonly Value[]) => Outcome;

/** One a call; what is left out of `values` was filled in before. */
const handlers: Readonly<Record<string, Make>> = {
  socket(self, [domain = 0, type = 0, protocol = 0]) {
    const made = keep(self, self.libc.socket(number(domain), number(type), number(protocol)));
    if (made.value >= 0) confine(self.libc, made.value, number(domain));
    return made;
  },
  socketpair({ libc, owned }, [domain = 0, type = 0, protocol = 0]) {
    const { descriptors, ...made } = libc.socketpair(number(domain), number(type), number(protocol));
    if (descriptors === undefined || made.value !== 0) return made;
    const [value, second] = descriptors;
    owned.add(value).add(second);
    return { value, errno: 0, second };
  },
  accept: (self, [fd = -1]) => keep(self, self.libc.accept(number(fd))),
  dup: (self, [fd = -1]) => keep(self, self.libc.dup(number(fd))),
  close({ libc, owned }, [fd = -1]) {
    const closed = libc.close(number(fd));
    if (closed.value === 0) owned.delete(number(fd));
    return closed;
  },
  bind: ({ libc }, [fd = -1, to = 0]) => libc.bind(number(fd), sockaddr(to)),
  connect: ({ libc }, [fd = -1, to = 0]) => libc.connect(number(fd), sockaddr(to)),
  listen: ({ libc }, [fd = -1, backlog = 0]) => libc.listen(number(fd), number(backlog)),
  read: ({ libc }, [fd = -1, size = 0]) => libc.read(number(fd), number(size)),
  recv: ({ libc }, [fd = -1, size = 0, flags = 0]) => libc.recv(number(fd), number(size), number(flags)),
  recvfrom: ({ libc }, [fd = -1, size = 0, flags = 0]) => libc.recvfrom(number(fd), number(size), number(flags)),
  write: ({ libc }, [fd = -1, text = 0]) => libc.write(number(fd), bytes(text)),
  send: ({ libc }, [fd = -1, text = 0, flags = 0]) => libc.send(number(fd), bytes(text), number(flags)),
  sendto: ({ libc }, [fd = -1, text = 0, flags = 0, to = 0]) =>
    libc.sendto(number(fd), bytes(text), number(flags), sockaddr(to)),
  sendmsg({ libc }, [fd = -1, text = 0, flags = 0, passed = -1]) {
    const parts = typeof text === "object" && "parts" in text ? text.parts.map(bytes) : [];
    const descriptors = [number(passed)];
    const controls = passed === -1 ? [] : [{ kind: "rights", descriptors } as const];
    return libc.sendmsg(number(fd), { parts, controls }, number(flags));
  },
  recvmsg({ libc, owned }, [fd = -1, places = 0, flags = 0]) {
    const sizes = typeof places === "object" && "sizes" in places ? places.sizes : [];
    const { parts, controls, ...came } = libc.recvmsg(number(fd), sizes, number(flags), roomForDescriptor);
    const descriptors = controls.flatMap((control) => (control.kind === "rights" ? control.descriptors : []));
    for (const descriptor of descriptors) owned.add(descriptor);
    return { ...came, bytes: Buffer.concat(parts), second: descriptors[0] };
  },
  shutdown: ({ libc }, [fd = -1, how = 0]) => libc.shutdown(number(fd), number(how)),
  getsockname: ({ libc }, [fd = -1]) => libc.getsockname(number(fd)),
  getpeername: ({ libc }, [fd = -1]) => libc.getpeername(number(fd)),
  setsockopt({ libc }, [fd = -1, level = 0, option = 0, value = 0]) {
    const shape = shapeOf(number(level), number(option));
    return libc.setsockopt(number(fd), number(level), number(option), packOption(shape, number(value)));
  },
  getsockopt({ libc }, [fd = -1, level = 0, option = 0]) {
    const shape = shapeOf(number(level), number(option));
    const { bytes: found, ...result } = libc.getsockopt(number(fd), number(level), number(option), optionBytes(shape));
    return result.value < 0 ? result : { ...result, value: unpackOption(shape, found) };
  },
  fcntl: ({ libc }, [fd = -1, command = 0, value = 0]) => libc.fcntl(number(fd), number(command), number(value)),
  ioctl({ libc }, [fd = -1, request = 0]) {
    const { number: told, ...result } = libc.ioctl(number(fd), number(request));
    return result.value < 0 ? result : { value: told, errno: 0 };
  },
  poll({ libc }, [fd = -1, events = 0, timeout = 0]) {
    const { revents, ...result } = libc.poll([{ fd: number(fd), events: number(events) }], number(timeout));
    return result.value < 1 ? result : { value: revents[0] ?? 0, errno: 0 };
  },
  unlink({ libc }, [file = 0]) {
    const address = sockaddr(file);
    return libc.unlink(address.family === "unix" ? address.path : "");
  },
};

/** `struct cmsghdr` and an int (`man 3 cmsg`, CMSG_LEN): of more descriptors the kernel keeps the rest, and says MSG_CTRUNC. */
const roomForDescriptor = 20;

function keep<Made extends Outcome>({ owned }: Self, made: Made): Made {
  if (made.value >= 0) owned.add(made.value);
  return made;
}

function number(value: Value): number {
  return typeof value === "number" ? value : -1;
}

function bytes(value: Value): Buffer {
  return typeof value === "object" && "times" in value
    ? Buffer.from(value.bytes.repeat(value.times), "latin1")
    : Buffer.alloc(0);
}

function sockaddr(value: Value): Sockaddr {
  return typeof value === "object" && "family" in value ? value : { family: "bytes", bytes: Buffer.alloc(0) };
}

function rowOf(libc: Libc, fd: number): Row {
  const option = (name: number): number => {
    const { value, bytes } = libc.getsockopt(fd, c.SOL_SOCKET, name);
    return value === 0 && bytes.length >= 4 ? bytes.readInt32LE() : 0;
  };
  const unread = libc.ioctl(fd, c.FIONREAD);
  return {
    fd,
    domain: option(c.SO_DOMAIN),
    type: option(c.SO_TYPE),
    isListening: option(c.SO_ACCEPTCONN) === 1,
    isNonblocking: (libc.fcntl(fd, c.F_GETFL).value & c.O_NONBLOCK) !== 0,
    local: libc.getsockname(fd).address,
    peer: libc.getpeername(fd).address,
    unread: unread.value === 0 ? unread.number : 0,
  };
}
