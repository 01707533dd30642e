import { constants } from "node:os";

/** Names that Node's table lacks (`<asm-generic/errno.h>`). */
const unknownToNode = { ENOTBLK: 15, ESOCKTNOSUPPORT: 94, EPFNOSUPPORT: 96, ESHUTDOWN: 108, EHOSTDOWN: 112 } as const;

/** Two names of one number: the one that manual pages and strace use wins. */
const aliases: ReadonlySet<string> = new Set(["EWOULDBLOCK", "ENOTSUP", "EDEADLOCK"]);

const numbers: Readonly<Record<string, number>> = { ...constants.errno, ...unknownToNode };

const names = new Map(
  Object.entries(numbers).flatMap(([name, number]) => (aliases.has(name) ? [] : [[number, name] as const])),
);

/** `EAGAIN` for 11; a number without a name as `errno 4711`. */
export function errnoName(errno: number): string {
  return names.get(errno) ?? `errno ${errno}`;
}

/** 11 for `EAGAIN` (and for its other name, `EWOULDBLOCK`). */
export function errnoNumber(name: string): number | undefined {
  return numbers[name];
}
