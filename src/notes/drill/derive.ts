import { lex } from "../lexer/lex.ts";
import { Kind, kindOf, type Lines, lineText, paragraphs } from "../lexer/lines.ts";
import { shieldedSpans } from "../lexer/mask.ts";
import { defaultSyntax } from "../settings/syntax.ts";
import { general, special, type Topic } from "./topics.ts";

/** Names that mean sockets in any language, or in one of the drills'; elsewhere nobody writes them. */
const neutral = new RegExp(
  [
    /\b(?:[AP]F_[A-Z]|SOCK_[A-Z]|sockaddr|INADDR_[A-Z]|SO_(?:REUSE|LINGER|KEEPALIVE|RCV|SND|PEERCRED)|SHUT_(?:RD|WR|RDWR)\b)/,
    /\b(?:SCM_RIGHTS|MSG_(?:TRUNC|NOSIGNAL|WAITALL)|TCP_NODELAY|IPV6_V6ONLY|TIME_WAIT\b|epoll_(?:create|ctl|p?wait))/,
    /\b(?:getaddrinfo|addrinfo|inet_(?:pton|ntop)|hton[sl]|ntoh[sl]|sendto|recvfrom|[gs]etsockopt|socketpair|accept4|socat)\b/,
    /\b(?:Tcp(?:Listener|Stream)|UdpSocket|Unix(?:Listener|Stream|Datagram)|ServerSocket|DatagramSocket)\b/,
    /\bnet\.(?:Listen|Dial|create(?:Server|Connection))/,
  ]
    .map(({ source }) => source)
    .join("|"),
);
const calls =
  /\b(?:socket|bind|listen|accept4?|connect|send|recv|sendto|recvfrom|sendmsg|recvmsg|shutdown|[gs]etsockopt|socketpair|getaddrinfo|inet_pton|htons)\b(?=\s*(?:\(|`|$))/gm;
const fewestCalls = 3;
/** Not `app.listen(80)`: a method is of whatever its text is about. */
const plainCalls = new RegExp(`(?<!\\.|->)${calls.source}`, calls.flags);
const saysSocket = /sock|tcp|udp|сокет|소켓|ソケット|套接字|مقبس/i;
const othersSockets = /\b(?:socket\.io|socketio|zmq|zeromq|nng)\b|websocket/i;

/**
 * The drills that a card's text suggests by itself, best first; for cards that no drill stands beside.
 * Only code counts (fences and `spans`): one socket name there, or three different calls; those of objects where the
 * text says that these are sockets. A word like "connect" alone stands in many notes that are not about sockets.
 */
export function deriveDrills(text: string): string[] {
  if (!speaksOfSockets(mostOfCode(text), text)) return [];
  const code = codeOf(text);
  if (!speaksOfSockets(code, text)) return [];
  const closest = anySpecial.test(code) ? fitting(special, text, code) : [];
  return [...new Set([...closest, ...fitting(general, text, code)])].slice(0, most);
}

/** Most code holds no name of any special topic: one search tells so instead of one for each. */
const anySpecial = new RegExp(special.map(({ about }) => about.source).join("|"), "i");

/** Further ones fit too little to be offered. */
const most = 6;

function fitting(topics: readonly Topic[], text: string, code: string): string[] {
  return topics
    .map((topic) => ({ drill: topic.drill, count: namesOf(topic, text, code).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map(({ drill }) => drill);
}

function namesOf({ about, beside }: Topic, text: string, code: string): readonly string[] {
  return beside?.every((word) => word.test(text)) === false ? [] : (code.match(about) ?? []);
}

/** The names in the code of a text that make it suggest a drill, each once. */
export function namesBehind(drill: string, text: string): string[] {
  const code = codeOf(text);
  const topics = [...special, ...general].filter((topic) => topic.drill === drill);
  return [...new Set(topics.flatMap((topic) => namesOf(topic, text, code)))];
}

function speaksOfSockets(code: string, text: string): boolean {
  if (code === "" || neutral.test(code)) return code !== "";
  if (new Set(code.match(calls)).size < fewestCalls) return false;
  if (saysSocket.test(text) && !othersSockets.test(text)) return true;
  return new Set(code.match(plainCalls)).size >= fewestCalls;
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
    .map(({ at, end }) => insideOf(paragraph.slice(at, end)));
}

/** A code span without its signs, as many at its end as at its beginning. */
function insideOf(span: string): string {
  const signs = /^`+/.exec(span)?.[0].length ?? 0;
  return span.slice(signs, -signs).trim();
}
