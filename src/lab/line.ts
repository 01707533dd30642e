/**
 * A line of the lab, as it was typed, before anything is looked up.
 *
 *     b: c = accept(fd)         actor, target, call
 *     read(c, 0x10) = 5         a claim: what you think comes
 */
export interface Line {
  readonly actor: string | undefined;
  readonly targets: readonly string[];
  readonly call: string;
  readonly arguments: readonly Argument[];
  readonly claim: Claim | undefined;
}

export type Argument = {
  readonly column: number;
  /** What was joined to it by `+`: the further places of a message. */
  readonly more?: readonly Argument[];
} & (
  | { readonly kind: "number"; readonly value: number }
  /** A variable; constants are numbers by now. */
  | { readonly kind: "name"; readonly name: string }
  /** In quotes: bytes or an address, as the call wants it; `times` over. */
  | { readonly kind: "text"; readonly text: string; readonly times: number }
);

/** What somebody says that a call will do. */
export type Claim =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "errno"; readonly errno: string }
  | { readonly kind: "data"; readonly text: string }
  | { readonly kind: "blocks" };

/** What is wrong with a line: `column` counts code points from 1. */
export interface Mistake {
  readonly column: number;
  readonly message: string;
  readonly hint: string;
}
