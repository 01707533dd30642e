import type { Sockaddr } from "../libc/sockaddr.ts";

/** One descriptor of an actor, as it stands after a call. */
export interface Row {
  readonly fd: number;
  readonly domain: number;
  readonly type: number;
  readonly isListening: boolean;
  readonly isNonblocking: boolean;
  readonly local: Sockaddr | undefined;
  readonly peer: Sockaddr | undefined;
  /** Bytes that wait to be read. */
  readonly unread: number;
}

/** What an actor says of a call. Bytes are held as one code unit each. */
export type Reply =
  | {
      readonly kind: "returned";
      readonly value: number;
      /** Its name, when value is −1. */
      readonly errno?: string | undefined;
      /** What was read. */
      readonly bytes?: string;
      /** Of accept and recvfrom the sender's, of getsockname and getpeername the one that was asked for. */
      readonly address?: Sockaddr | undefined;
      /** The other descriptor of a pair, or the one that came with a message. */
      readonly second?: number;
      /** Of a message: MSG_TRUNC, MSG_CTRUNC … */
      readonly flags?: number;
      readonly rows: readonly Row[];
    }
  /** Not a call that the kernel has seen. */
  | { readonly kind: "refused"; readonly message: string; readonly hint: string };

/** Said before a call that will come back by itself, at the latest after so many ms. */
export interface Timed {
  readonly kind: "timed";
  readonly ms: number;
}
