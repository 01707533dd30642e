/** Tags as a list of names: split at blanks and commas, without `#`, each once whatever its case, in order. */
export function normaliseTags(value: string | readonly string[]): string[] {
  const seen = new Set<string>();
  const tags: string[] = [];
  for (const part of typeof value === "string" ? [value] : value) {
    for (const tag of part.match(word) ?? []) {
      const name = tag.startsWith("#") ? tag.replace(/^#+/, "") : tag;
      const folded = name.toLowerCase().normalize("NFC");
      if (name === "" || name === "-" || seen.has(folded)) continue;
      seen.add(folded);
      tags.push(name);
    }
  }
  return tags;
}

const word = /[^,\s]+/g;
