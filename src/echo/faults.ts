import { CardsError } from "../errors.ts";
import type { Faults, Transport } from "../model.ts";
import { keepsMessages } from "./address.ts";

/** What a fault means when it is named without numbers. */
const plain: Readonly<Record<keyof Faults, readonly number[]>> = {
  split: [1],
  coalesce: [2],
  delay: [200],
  rst: [0],
  fin: [0],
  hold: [0],
  drop: [1],
  dup: [1],
  swap: [1, 2],
  pace: [100],
};

const lists: ReadonlySet<keyof Faults> = new Set(["split", "drop", "dup", "swap"]);
const longestDelayMs = 60_000;
const mostTogether = 1000;

/** Reads faults as they are typed, `split=2,5 delay=100`, for the echo of one transport. Throws CardsError (2). */
export function parseFaults(text: string, transport: Transport): Faults | undefined {
  const words = text.split(/[\s;]+/).filter((word) => word !== "");
  if (words.length === 0) return undefined;
  return Object.fromEntries(words.map((word) => parseFault(word, transport)));
}

function parseFault(word: string, transport: Transport): readonly [keyof Faults, number | readonly number[]] {
  const [, name = "", numbers = ""] = /^([a-z_]+)(?:[=:]([\d,]+))?$/.exec(word) ?? [];
  if (!isFault(name)) throw unfit(word, "not a fault", `Known: ${Object.keys(plain).join(", ")}; such as split=2,5.`);
  const values = numbers === "" ? plain[name] : numbers.split(",").map(Number);
  const reason = whyNotNumbers(name, values) ?? whyNot(name, transport);
  if (reason !== undefined) throw unfit(word, reason, `Such as ${name}=${plain[name].join(",")}; see docs/drills.md.`);
  return [name, lists.has(name) ? values : (values[0] ?? 0)];
}

function whyNotNumbers(name: keyof Faults, values: readonly number[]): string | undefined {
  const [first = 0, second = 0] = values;
  if (!values.every(Number.isSafeInteger)) return "not whole numbers";
  if (name === "swap" && (values.length !== 2 || first >= second)) return "not two datagrams in order";
  if (lists.has(name)) return values.includes(0) ? "not counted from 1" : undefined;
  if (values.length > 1) return "more than one number";
  if (name === "coalesce" && first > mostTogether) return `more than ${mostTogether} answers`;
  return (name === "delay" || name === "pace") && first > longestDelayMs ? `more than ${longestDelayMs} ms` : undefined;
}

/** What a fault needs and a transport has not. */
function whyNot(name: keyof Faults, transport: Transport): string | undefined {
  const isOfDatagrams = name === "drop" || name === "dup" || name === "swap";
  if (transport === "icmp") return "on icmp the kernel answers by itself";
  if (isOfDatagrams && !keepsMessages(transport)) return `${transport} loses nothing: this is for messages`;
  const isOfStreams = name === "split" || name === "rst" || name === "fin" || name === "pace";
  if (isOfStreams && keepsMessages(transport)) return `${transport} has no stream`;
  return name === "rst" && !transport.startsWith("tcp")
    ? `${transport} has no reset: this is for tcp4 and tcp6`
    : undefined;
}

function isFault(name: string): name is keyof Faults {
  return Object.hasOwn(plain, name);
}

function unfit(word: string, what: string, hint: string): CardsError {
  return new CardsError(`--fault ${word}: ${what}`, hint, { exit: 2 });
}
