import { addressText } from "../../lab/address.ts";
import { messageFlags } from "../../lab/value-names.ts";
import type { Result, Wake } from "../../lab/result.ts";
import type { Session } from "../../lab/session.ts";
import { crossings } from "../../lab/wire.ts";

/** A session as `lab --json` prints it. Nothing in it is `undefined`, so that every key is always there. */
export function sessionJson(session: Session) {
  const { actors, steps, wakes, ground } = session;
  return {
    actors,
    path: `${ground.folder}/socket`,
    port: ground.ports[0],
    steps: steps.map((step, index) => ({
      actor: step.actor,
      text: step.text,
      result: resultJson(step.result),
      woke: wokeJson(wakes.find((wake) => wake.step === index)),
    })),
    descriptors: actors.flatMap((actor) =>
      session.rows(actor).map((row) => ({
        actor,
        fd: row.fd,
        domain: row.domain,
        type: row.type,
        listening: row.isListening,
        nonblocking: row.isNonblocking,
        local: row.local === undefined ? null : addressText(row.local, ground),
        peer: row.peer === undefined ? null : addressText(row.peer, ground),
        unread: row.unread,
      })),
    ),
    wire: crossings(steps, wakes).map(({ kind, from, to, length, data }) => ({
      kind,
      from,
      to: to ?? null,
      length,
      data: data?.toString("latin1") ?? null,
    })),
  };
}

function wokeJson(wake: Wake | undefined) {
  return wake === undefined ? null : { during: wake.during, result: resultJson(wake.result) };
}

function resultJson(result: Result) {
  if (result.kind !== "returned") return result;
  const { value, errno, data, address, second, flags } = result;
  return {
    kind: result.kind,
    value,
    errno: errno ?? null,
    data: data?.toString("latin1") ?? null,
    address: address ?? null,
    second: second ?? null,
    flags: flags === undefined ? null : messageFlags(flags),
  };
}
