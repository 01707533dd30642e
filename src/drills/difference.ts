/**
 * Where two texts part, with a window around the place:
 *
 *     expected  …7bad4bf5
 *     got       …7bad4b
 *                      ^ ends here
 */
export interface Difference {
  /** Bytes before the first that differs. */
  readonly at: number;
  readonly expected: Window;
  readonly got: Window;
  /** Column of the first difference in both windows' text. */
  readonly caret: number;
  readonly what: "ends here" | "goes on here" | "differs here";
}

export interface Window {
  /** Printable ASCII; each other byte is one middle dot, so that columns stay columns. */
  readonly text: string;
  readonly hex: string;
}

/** Bytes shown in hexadecimal from the first difference on. */
const hexBytes = 8;

/** Undefined when they are equal. `width` is the longest window in columns. */
export function firstDifference(expected: Uint8Array, got: Uint8Array, width = 60): Difference | undefined {
  const shorter = Math.min(expected.length, got.length);
  let at = 0;
  while (at < shorter && expected[at] === got[at]) at++;
  if (at === expected.length && at === got.length) return undefined;

  const from = at < width - 8 ? 0 : at - Math.floor(width / 2);
  const lead = from > 0 ? "…" : "";
  const view = (bytes: Uint8Array): Window => {
    const room = width - lead.length;
    const tail = bytes.length - from > room ? "…" : "";
    return {
      text: lead + dots(bytes.subarray(from, from + room - tail.length)) + tail,
      hex: Array.from(bytes.subarray(at, at + hexBytes), (byte) => byte.toString(16).padStart(2, "0")).join(" "),
    };
  };
  const what = at === got.length ? "ends here" : at === expected.length ? "goes on here" : "differs here";
  return { at, expected: view(expected), got: view(got), caret: lead.length + at - from, what };
}

function dots(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
}

/** Without white space at the end, which nobody is asked to care for. */
export function trimEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && isSpace(bytes[end - 1] ?? 0)) end--;
  return bytes.subarray(0, end);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
