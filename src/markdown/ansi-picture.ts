/** In Obsidian numbers and places beside the text say how a picture is laid out. */
export function imageText(alt: string | null | undefined, url: string): string {
  const name = (alt ?? "").split("|").find((part) => !/^(?:\d+(?:x\d+)?|left|center|right|)$/.test(part.trim()));
  return `🖼 ${name ?? decoded(url.split(/[/\\]/).at(-1) ?? url)}`;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
