import { lex } from "../lexer/lex.ts";
import { Kind, kindOf, type Lines, lineText, paragraphs } from "../lexer/lines.ts";
import { shieldedSpans } from "../lexer/mask.ts";
import { defaultSyntax } from "../settings/syntax.ts";

/** Which drill suits which topic. A drill counts if the text names one of `about` (and of `with`, where it is given). */
const topics: readonly { readonly drill: string; readonly about: RegExp; readonly with?: RegExp }[] = [
  { drill: "socat-lab", about: /\b(?:[AP]F_(?:UNIX|LOCAL)|sockaddr_un|socat|SOCK_SEQPACKET)\b/g },
  { drill: "read-loop", about: /\b(?:read|recv|recvmsg|MSG_WAITALL)\b/g, with: /\b(?:SOCK_STREAM|stream|tcp)\b/i },
  { drill: "unix-hello", about: /\b(?:sockaddr_un|sun_path)\b/g },
  { drill: "udp-hello", about: /\b(?:SOCK_DGRAM|IPPROTO_UDP|sendto|recvfrom)\b/g },
  { drill: "tcp6-hello", about: /\b(?:[AP]F_INET6|sockaddr_in6|in6addr_\w+|IPV6_V6ONLY)\b/g },
  { drill: "half-close", about: /\b(?:shutdown|SHUT_(?:RD|WR|RDWR))\b/g },
  { drill: "refused", about: /\bECONNREFUSED\b/g },
  { drill: "bind-listen-accept", about: /\b(?:bind|listen|accept4?|INADDR_ANY|SO_REUSEADDR)\b/g },
  { drill: "tcp-hello", about: /\b(?:[AP]F_INET6?|sockaddr_in6?|SOCK_STREAM|IPPROTO_TCP|connect|htons|inet_pton)\b/g },
];

/** Names that mean sockets in any language; elsewhere nobody writes them. */
const neutral = /\b(?:[AP]F_[A-Z]\w+|SOCK_[A-Z]\w+|sockaddr\w*|INADDR_[A-Z]+|SO_REUSE[A-Z]+|SHUT_(?:RD|WR|RDWR))\b/;
const calls =
  /\b(?:socket|bind|listen|accept4?|connect|send|recv|sendto|recvfrom|sendmsg|recvmsg|shutdown|[gs]etsockopt|socketpair|getaddrinfo|inet_pton|htons)\b(?=\s*(?:\(|`|$))/gm;
const fewestCalls = 3;

/**
 * The drills that a card's text suggests by itself, best first; for cards that no drill stands beside.
 * Only code counts (fences and `spans`): one socket name there, or three different calls. A word like "connect" alone
 * stands in many notes that are not about sockets.
 */
export function deriveDrills(text: string): string[] {
  if (!speaksOfSockets(mostOfCode(text))) return [];
  const code = codeOf(text);
  if (!speaksOfSockets(code)) return [];
  return topics
    .map((topic) => ({
      drill: topic.drill,
      count: topic.with?.test(text) === false ? 0 : (code.match(topic.about)?.length ?? 0),
    }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map(({ drill }) => drill);
}

function speaksOfSockets(code: string): boolean {
  return code !== "" && (neutral.test(code) || new Set(code.match(calls)).size >= fewestCalls);
}

/** A part of the text that holds all its code, quickly told: most cards hold none, or a word. */
function mostOfCode(text: string): string {
  if (text.includes("~~~") || text.includes("```")) return text;
  const first = text.indexOf("`");
  return first === -1 ? "" : text.slice(first, text.lastIndexOf("`") + 1);
}

/** The code of a text: the insides of its fences and code spans, one a line. */
function codeOf(text: string): string {
  const lines = lex(text, 0, defaultSyntax.obsidianToAnki);
  const code: string[] = [];
  for (let line = 0; line < lines.marks.length; line++) {
    if (kindOf(lines, line) === Kind.fence) code.push(lineText(lines, line));
  }
  for (const { first, last } of paragraphs(lines)) code.push(...spansIn(lines, first, last));
  return code.join("\n");
}

function spansIn(lines: Lines, first: number, last: number): string[] {
  const paragraph = lines.text.slice(lines.starts[first], lines.starts[last]) + lineText(lines, last);
  return shieldedSpans(paragraph)
    .filter(({ kind }) => kind === "code")
    .map(({ at, end }) => paragraph.slice(at, end).replace(/^`+\s*|\s*`+$/g, ""));
}
