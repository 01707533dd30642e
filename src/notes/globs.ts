/**
 * Whether a path (`/` between its parts) is one of those that a glob means: `*` any letters of a part, `?` one of them, `**` any parts,
 * `{a,b}` either. Takes time by the product of both lengths at most, whatever a stranger's settings say.
 */
export function matchesGlob(glob: string, path: string): boolean {
  // Most globs end in letters that most paths don't.
  if (!path.endsWith(lastLetters(glob))) return false;
  const parts = path.split("/");
  return alternatives(glob).some((each) => wild(each.split("/"), parts, "**", matchesPart));
}

/** What stands in a glob behind its last sign. */
function lastLetters(glob: string): string {
  let from = glob.length;
  while (from > 0 && !signs.includes(glob[from - 1] ?? "")) from--;
  return glob.slice(from);
}

const signs = "*?{,}";

/** As lists of globs are read: one that begins with `!` takes out again what those before it took in. */
export function matchesGlobs(globs: readonly string[], path: string): boolean {
  let matches = false;
  for (const glob of globs) {
    if (!glob.startsWith("!")) matches ||= matchesGlob(glob, path);
    else if (matches) matches = !matchesGlob(glob.slice(1), path);
  }
  return matches;
}

function matchesPart(glob: string, part: string): boolean {
  return wild(Array.from(glob), Array.from(part), "*", (sign, letter) => sign === "?" || sign === letter);
}

/** Only the last `star` is ever tried anew: what one before it could take up, that one can. */
function wild(
  pattern: readonly string[],
  text: readonly string[],
  star: string,
  same: (sign: string, item: string) => boolean,
): boolean {
  let [at, next, starAt, taken] = [0, 0, -1, 0];
  while (next < text.length) {
    const sign = pattern[at];
    if (sign === star) {
      starAt = at++;
      taken = next;
    } else if (sign !== undefined && same(sign, text[next] ?? "")) {
      at++;
      next++;
    } else if (starAt !== -1) {
      at = starAt + 1;
      next = ++taken;
    } else return false;
  }
  while (pattern[at] === star) at++;
  return at === pattern.length;
}

/** More spellings than this are nobody's folders. */
const mostAlternatives = 64;

/** `a/{b,c}` is `a/b` and `a/c`. */
function alternatives(glob: string): string[] {
  let found = [glob];
  while (found.length < mostAlternatives) {
    const next = found.flatMap((each) => {
      const [whole, head, list, tail] = /^([^{]*)\{([^{},]*,[^{}]*)\}(.*)/.exec(each) ?? [];
      return whole === undefined ? [each] : (list ?? "").split(",").map((choice) => `${head}${choice}${tail}`);
    });
    if (next.length === found.length) return found;
    found = next;
  }
  return found;
}
