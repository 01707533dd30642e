/**
 * How many columns text takes in a terminal. The same answers as string-width, without its start-up: its segmenter and its
 * table of emoji cost more than all the rest of a first card (a test holds the two together).
 */

/** East Asian Wide and Fullwidth (Unicode Standard Annex 11), and emoji that are pictures by themselves. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\u4dbf\u4dc0-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Regional_Indicator}/u;

/** Takes no column of its own; the signs that Arabic puts under a number do. */
const invisible = /(?![\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7fb]/u;

/** A character as a reader sees it: a flag, or a base with what is put on it or joined to it. */
const cluster = /\p{Regional_Indicator}{2}|\P{M}(?:\p{M}|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}?)*|\p{M}+/gu;

export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** Text in characters that a line must not be broken within. */
export function charactersOf(text: string): string[] {
  return /^[\n -~]*$/.test(text) ? text.split("") : (text.match(cluster) ?? []);
}

export function characterWidth(character: string): number {
  if (character.length === 1) return unitWidth(character);
  if (/^\p{Emoji}\ufe0f|^\p{Extended_Pictographic}.*\u200d|^\p{Regional_Indicator}{2}|^\p{Emoji_Modifier_Base}\p{Emoji_Modifier}$/u.test(character)) return 2;
  if (/^\p{Emoji_Presentation}\ufe0e/u.test(character)) return 1;
  return Array.from(character, unitWidth).reduce((sum, width) => sum + width, 0);
}

function unitWidth(character: string): number {
  if (character >= " " && character <= "~") return 1;
  if (invisible.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
