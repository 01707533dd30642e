import { rebuild } from "../../store/state.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";

export function run(context: Context): number {
  const events = rebuild(context.db());
  if (context.json) context.out(document({ events }));
  else context.out(`Derived all schedules anew from ${counted(events, "event")}.`);
  return 0;
}
