import { hash } from "node:crypto";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** The text that Anki sorts and finds duplicates by: no tags but the names of pictures, no character references. */
export function plainText(html: string): string {
  const named = html.includes("<img") ? html.replace(/<img[^<>]*>/gi, pictureName) : html;
  const bare = named.includes("<") ? withoutSpans(withoutSpans(named, "<!--", "-->"), "<", ">") : named;
  return (bare.includes("&") ? decoded(bare) : bare).trim();
}

function pictureName(tag: string): string {
  const name = /\bsrc="([^"]*)"/i.exec(tag)?.[1];
  return name === undefined ? tag : ` ${name} `;
}

/** Without what stands between the two signs, the signs included. */
function withoutSpans(text: string, opener: string, closer: string): string {
  const parts = text.split(closer);
  const last = parts.pop() ?? "";
  const kept = parts.map((part) => (part.includes(opener) ? part.slice(0, part.indexOf(opener)) : part + closer));
  return kept.join("") + last;
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|nbsp));/gi, (all, hex, decimal, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? all;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Anki's checksum of a first field: the first 32 bits of the SHA-1 of its text. */
export function checksum(text: string): number {
  return Number.parseInt(hash("sha1", text).slice(0, 8), 16);
}

/** `a/b` is a tag below a tag; Anki parts tags at blanks. */
export function tagText(tags: readonly string[]): string {
  const names = tags.map((tag) =>
    tag
      .normalize("NFC")
      .replace(/[\s\u3000]+/g, "_")
      .replace(/\/+/g, "::"),
  );
  const shown = names.filter((name) => name !== "");
  return shown.length === 0 ? "" : ` ${shown.join(" ")} `;
}

/** A deck's name as Anki keeps it: no empty part, no blank around one, no control character. */
export function deckName(name: string): string {
  const parts = name
    .normalize("NFC")
    .replace(/\p{Cc}/gu, "")
    .split("::")
    .map((part) => /[^\s:](?:.*[^\s:])?/s.exec(part)?.[0] ?? "");
  return parts.map((part) => part || "blank").join("::");
}
