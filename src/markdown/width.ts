/**
 * How many columns text takes in a terminal. The same answers as string-width (a test holds the two together) without its
 * start-up: its segmenter and its table of emoji sequences cost more than all the rest of a first card.
 */

/** East Asian Wide and Fullwidth (Unicode Standard Annex 11), and emoji that are pictures by themselves. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{191ff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f1ae}\u{1f200}-\u{1f265}\u{1f6d8}\u{1f6d9}\u{1f7da}\u{1fa8b}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Regional_Indicator}/u;

/** Takes no column of its own. (The signs that Arabic puts under a number do.) */
const invisible =
  /(?![\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A picture with its marks; a skin tone belongs to it only where there is skin, and is a picture of its own elsewhere. */
const pictured = String.raw`\p{Extended_Pictographic}(?:\p{M}|(?<=\p{Emoji_Modifier_Base})\p{Emoji_Modifier})*`;

/** What no line may be broken within (Unicode Standard Annex 29, as far as it changes a width), in the order they are tried. */
const cluster = new RegExp(
  [
    String.raw`\n`,
    String.raw`\p{Regional_Indicator}{2}`,
    String.raw`[\u1100-\u115f\ua960-\ua97c](?:[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*)?\p{M}*`,
    String.raw`${pictured}(?:\u200d${pictured})*[\p{M}\u200d]*`,
    String.raw`\P{M}[\p{M}\u200d]*`,
    String.raw`\p{M}+`,
  ].join("|"),
  "gu",
);

/** Sequences that are one picture: `⚠️`, `👩‍💻`, a flag, `👍🏽`. */
const picture =
  /^(?:\p{Emoji}\ufe0f|\p{Extended_Pictographic}.*\u200d|\p{Regional_Indicator}{2}|\p{Emoji_Modifier_Base}\p{Emoji_Modifier}$)/u;

export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return charactersOf(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** Text in characters as a reader sees them: what no line may be broken within. */
export function charactersOf(text: string): string[] {
  return /^[\n -~]*$/.test(text) ? text.split("") : (text.match(cluster) ?? []);
}

/** Columns of one of `charactersOf`. */
export function characterWidth(character: string): number {
  if (character.length === 1) return unitWidth(character);
  if (picture.test(character) || /^[\u1100-\u115f\ua960-\ua97c\uac00-\ud7a3]/.test(character)) return 2;
  // A picture of the first plane that asks to be shown as text.
  if (/^[\u2000-\u3300]\ufe0e/.test(character)) return 1;
  return Array.from(character, unitWidth).reduce((sum, width) => sum + width, 0);
}

function unitWidth(character: string): number {
  if (
    (character >= " " && character <= "~") ||
    /^[\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]$/.test(character)
  )
    return 1;
  if (invisible.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
