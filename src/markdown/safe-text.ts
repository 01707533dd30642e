/** Everything a terminal could act on, or that turns the reading order round, or hides a message. */
const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
const everyUnsafe = new RegExp(`\\r\\n|${unsafe.source}`, "gu");

/**
 * Text of notes, programs, paths and errors as it may be printed: only `\n` and `\t` are left of the control characters.
 *
 *     ESC, NUL, DEL …                 ␛ ␀ ␡     their pictures (Unicode block Control Pictures)
 *     C1, bidi overrides, tags        ‹202E›    their code point
 *     CR LF, CR, line separators      \n
 */
export function safeText(text: string): string {
  return unsafe.test(text) ? text.replace(everyUnsafe, visible) : text;
}

/** The same on one line, for paths: they may hold line ends, too, and must not seem to be a further message. */
export function safeLine(text: string): string {
  return safeText(text).replaceAll("\n", "␊");
}

function visible(found: string): string {
  const code = found.codePointAt(0) ?? 0;
  if (found.startsWith("\r") || code === 0x2028 || code === 0x2029) return "\n";
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  return `‹${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}
