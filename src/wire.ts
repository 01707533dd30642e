/** The nouns of what our side of a drill does on the wire; model.ts hands them on. */

/** What a value on the wire is made of; notes/drill/drill-value.ts tells each word's meaning. */
export type PieceWord = "token" | "stamp" | "length" | "number" | "digits" | "arrived";
export type Piece = PieceWord | { readonly text: string } | { readonly hex: string };

/**
 * What our side does wrong on purpose. Counted, never rolled: pieces in bytes, datagrams in the order of their coming
 * (from 1). docs/drills.md tells each one's meaning, and what it is gated by.
 */
export interface Faults {
  /** Lengths of the pieces of an answer, the rest last; each waits until the peer has consumed the one before it. */
  readonly split?: readonly number[];
  /** So many answers go out as one. */
  readonly coalesce?: number;
  /** ms before each answer. */
  readonly delay?: number;
  /** After so many bytes nothing follows but a reset (`rst`), our end (`fin`), or silence (`hold`). */
  readonly rst?: number;
  readonly fin?: number;
  readonly hold?: number;
  /** Datagrams that are not answered, and such as are answered twice. */
  readonly drop?: readonly number[];
  readonly dup?: readonly number[];
  /** Two datagrams: the earlier one is answered right after the later one. */
  readonly swap?: readonly number[];
  /** ms between two bytes. */
  readonly pace?: number;
}

/** Which of two servers a step is of; without it the first. */
export interface At {
  readonly at?: 2;
}

/** What our side does, in order. */
export type WireStep =
  /** Waits until these bytes have come; of datagrams, for one that is made of them. */
  | ({
      readonly kind: "read";
      readonly value: readonly Piece[];
      readonly repeat?: number;
      readonly through?: "descriptor";
    } & At)
  /** Waits for the learner's half-close. */
  | { readonly kind: "read-end" }
  /** Sends the value as one piece or datagram unless a fault says otherwise; `repeat` times over, it waits for no reader. */
  | ({
      readonly kind: "write";
      readonly value: readonly Piece[];
      readonly repeat?: number;
      readonly burst?: number;
    } & Faults &
      At)
  /** Sends back what comes, until so many different messages (datagrams; on streams lines) have been answered. */
  | ({ readonly kind: "echo"; readonly count: number } & Faults & At)
  /** A datagram from another port than ours. */
  | { readonly kind: "intrude"; readonly value: readonly Piece[] }
  /** What follows happens on the next connection. */
  | { readonly kind: "next" }
  /** Reads nothing until the peer can write no more. */
  | { readonly kind: "no-read" }
  /** Reads nothing, and sends the peer SIGUSR1 in its sleep, so many times. */
  | { readonly kind: "interrupt"; readonly times: number }
  /** Connects have to wait: the first step; without others for ever. */
  | { readonly kind: "no-accept" }
  /** Our half-close. */
  | { readonly kind: "end" }
  /** Both directions: what comes afterwards is answered by a reset. */
  | { readonly kind: "close" }
  /** Nobody listens: the only step of its wire. */
  | { readonly kind: "refuse" };

/** What a program must do that the bytes do not show; docs/drills.md tells how each is seen from outside. */
export type Demand = "nonblock" | "asleep" | "deadline" | "prompt" | "loss" | "turns" | "one-socket" | "pause";
