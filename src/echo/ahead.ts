import type { Echo } from "./datagram-echo.ts";
import type { PeerRecord } from "./script.ts";

/** Who takes turns asks nothing new before the last answer has come; the first message that came too early is kept. */

/** A datagram that is new, while an earlier one has no answer yet. */
export function noteEarlyMail(
  record: PeerRecord,
  bytes: Buffer,
  { asked, count }: Echo,
  dup: readonly number[] = [],
): void {
  const text = bytes.toString("latin1");
  const isEarly = !asked.has(text) && asked.size > record.answered.size;
  if (isEarly) record.ahead ??= { text, isDoubled: dup.some((number) => number <= count) };
  asked.add(text);
}

/** An answer waits for its reader: what stood behind its line when it was sent did not wait for the answer. */
export function noteEarlyLine(record: PeerRecord, taken: number, hadCome: number): void {
  if (hadCome <= taken) return;
  record.ahead ??= { text: record.received.subarray(taken, hadCome).toString("latin1"), isDoubled: false };
}
