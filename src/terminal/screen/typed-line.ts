/** A line that is being typed, after one more key; undefined once it is done: entered or left. */
export function afterKey(line: string, key: string): string | undefined {
  if (key === "enter" || key === "esc") return undefined;
  if (key === "backspace") return Array.from(line).slice(0, -1).join("");
  if (key === "space") return `${line} `;
  return Array.from(key).length === 1 ? line + key : line;
}

/** The line after a paste: it is one line, so of several the first. */
export function afterPaste(line: string, pasted: string): string {
  return line + (pasted.split(/[\r\n]/)[0] ?? "");
}
