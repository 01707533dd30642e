import type { Zone } from "../../src/model.ts";

/** The zone of an IANA name, as a Zone: minutes east of UTC, from the zone data that Node carries. */
export function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  return (time) => {
    const shown = format.formatToParts(time).find((part) => part.type === "timeZoneName")?.value ?? "";
    const [, sign = "+", hours = "0", minutes = "0", seconds = "0"] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(shown) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes) + Number(seconds) / 60);
  };
}

export const utc: Zone = () => 0;

/** Printed in the name of each property, so that FC_SEED=<seed> repeats the run. */
export const seed = Number(process.env["FC_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
