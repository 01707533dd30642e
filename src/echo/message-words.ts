import type { MessageTransport } from "../model.ts";

/**
 * What our child program (message-child.ts) and we tell each other, one JSON value a line. It holds the sockets and
 * knows nothing of scripts: it says what comes, and sends what it is told. Bytes travel as base64.
 */
export interface Setup {
  readonly transport: MessageTransport;
  /** Where to bind: a path, or for icmp an address of 127.0.0.0/8. */
  readonly place: string;
}

/** `connection` is 0 where there are none. */
export type Order =
  /** `to`: a path or an address; of a connection's it is known. `id` comes back when the kernel has taken it, or refused. */
  | {
      readonly kind: "send";
      readonly id: number;
      readonly connection: number;
      readonly to: string;
      readonly bytes: string;
    }
  /** Our half-close. */
  | { readonly kind: "end"; readonly connection: number }
  /** Look at everything that has come, and say so. */
  | { readonly kind: "sync"; readonly id: number };

export type Report =
  | { readonly kind: "ready" }
  /** It could not begin; a call and its errno. */
  | { readonly kind: "failed"; readonly call: string; readonly errno: string }
  | { readonly kind: "open"; readonly connection: number }
  /** One message. `passed` is our number of the descriptor that came beside it. */
  | {
      readonly kind: "message";
      readonly connection: number;
      readonly from: string;
      readonly bytes: string;
      readonly passed?: number;
    }
  /** Read through a descriptor; no bytes at its end. */
  | { readonly kind: "through"; readonly passed: number; readonly bytes: string }
  /** A reset: the peer left messages of ours unread. */
  | { readonly kind: "ended"; readonly connection: number; readonly isReset: boolean }
  | { readonly kind: "sent"; readonly id: number; readonly errno: string | undefined }
  | { readonly kind: "synced"; readonly id: number };
