/** Tags as a list of names: split at blanks and commas, without `#`, each once whatever its case, in order. */
export function normaliseTags(value: string | readonly string[]): string[] {
  const seen = new Set<string>();
  const tags: string[] = [];
  for (const tag of [value].flat().flatMap((part) => part.split(/[,\s]+/u))) {
    const name = tag.replace(/^#+/, "");
    const folded = name.normalize("NFC").toLowerCase();
    if (name === "" || seen.has(folded)) continue;
    seen.add(folded);
    tags.push(name);
  }
  return tags;
}
