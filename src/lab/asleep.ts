import { readFileSync } from "node:fs";

/** What the kernel tells of a process that makes a call (`man 5 proc`). Where it tells nothing, time has to do. */

/** Those calls of ours that may sleep, as the processor numbers them; C's recv is recvfrom, its poll may be ppoll. */
const names: Readonly<Record<string, string>> = {
  x64: "0 read,45 recvfrom,47 recvmsg,7 poll,271 ppoll,42 connect,43 accept,288 accept4,1 write,44 sendto,46 sendmsg,3 close",
  arm64:
    "63 read,207 recvfrom,212 recvmsg,73 ppoll,203 connect,202 accept,242 accept4,64 write,206 sendto,211 sendmsg,57 close",
};
const sleepers = new Map((names[process.arch] ?? "").split(",").map((entry) => entry.split(" ") as [string, string]));

/** `unseen`: not told here. `awake`: it runs, or sleeps elsewhere. Else a name of this one sleep. */
export function sleepOf(pid: number): "unseen" | "awake" | { readonly mark: string } {
  const text = read(`/proc/${pid}/syscall`);
  if (text === "") return "unseen";
  const [number = "", fd = ""] = text.split(" ");
  const call = sleepers.get(number);
  // Channels of the actor are 0 and 1: there it waits for us, or speaks to us.
  if (call === undefined || (["read", "write"].includes(call) && Number(fd) < 2)) return "awake";
  const [, switches = ""] = read(`/proc/${pid}/status`).split("\nvoluntary_ctxt_switches:", 2);
  return { mark: `${call} ${fd} ${parseInt(switches, 10)}` };
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
