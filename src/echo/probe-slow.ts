import { setTimeout as pause } from "node:timers/promises";
import { untilDone } from "./probe-guest.ts";
import { type Host, knock } from "./probe-knock.ts";
import { newPatience } from "./probe-patience.ts";

/** A client that sends much and reads nothing of what comes back, until it is told to. */
export interface SlowReader {
  readonly connection: number;
  /** Sends `bytes` again and again until the server takes no more, or has been given `most`. How many it was given. */
  flood(bytes: Buffer, most: number): Promise<number>;
  /** Reads at last, up to so many bytes: how many came in their right order. */
  catchUp(most: number): Promise<number>;
  /** How the server ended its side. */
  end(): "fin" | "rst" | undefined;
  leave(): void;
}

/** A slow reader inside; the system's word when it is turned away. */
export async function enterSlow(host: Host, connection: number): Promise<SlowReader | string> {
  const found = await knock(host);
  if (typeof found === "string") return found;
  const socket = found;
  const { transcript } = host;
  transcript.add({ connection, direction: "out", kind: "open" });
  socket.pause();
  const seen = { end: undefined as "fin" | "rst" | undefined };
  socket.on("error", () => (seen.end ??= "rst"));
  socket.on("end", () => (seen.end ??= "fin"));
  let pattern: Buffer = Buffer.alloc(0);
  let sent = 0;

  return {
    connection,
    async flood(bytes, most) {
      pattern = bytes;
      let isStuck = false;
      while (sent < most && !isStuck && seen.end === undefined && !socket.destroyed) {
        sent += bytes.length;
        const taken = new Promise<true>((resolve) => socket.write(bytes, () => resolve(true)));
        const patience = newPatience(host.pid);
        while (!isStuck && !(await Promise.race([taken, pause(patience.everyMs)]))) isStuck = patience.isOver();
      }
      transcript.add({ connection, direction: "out", kind: "data", length: sent, preview: "and reads nothing" });
      return sent;
    },
    async catchUp(most) {
      let right = 0;
      let isWrong = false;
      let wake = (): void => {};
      for (const event of ["error", "end", "close"]) socket.on(event, () => wake());
      socket.on("data", (bytes: Buffer) => {
        isWrong ||= !isRepeated(pattern, right, bytes);
        if (!isWrong) right += bytes.length;
        wake();
      });
      socket.resume();
      const isDone = (): boolean => right >= most || isWrong;
      const isOver = (): boolean => seen.end !== undefined || socket.destroyed;
      await untilDone(host.pid, isDone, isOver, (call) => (wake = call));
      transcript.add({ connection, direction: "in", kind: "data", length: right, preview: "read at last" });
      if (seen.end !== undefined) transcript.add({ connection, direction: "in", kind: seen.end });
      return right;
    },
    end: () => seen.end,
    leave: () => socket.destroy(),
  };
}

/** Are these the bytes that stand behind the first `at` ones, when `pattern` goes on and on? */
function isRepeated(pattern: Buffer, at: number, bytes: Buffer): boolean {
  for (let done = 0; done < bytes.length;) {
    const from = (at + done) % pattern.length;
    const length = Math.min(pattern.length - from, bytes.length - done);
    if (!pattern.subarray(from, from + length).equals(bytes.subarray(done, done + length))) return false;
    done += length;
  }
  return true;
}
