const widths = [15, 7, 13, 6, 6, 7];

/** One line of the table; the last cell is as long as it likes. */
export function tableLine(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" ");
}

export function numberText(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3);
}
