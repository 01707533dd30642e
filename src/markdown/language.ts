/** The language that a fence names: `c` of ```` ```c{1,3} ````, `rust,no_run`, `python:server.py` and `{.c`. */
export function languageOf(word: string): string {
  return /^(?:\{?\.)?([\p{L}\p{N}+#_-]+)/u.exec(word)?.[1] ?? "";
}
