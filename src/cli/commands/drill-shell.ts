import { randomInt } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { CardsError } from "../../errors.ts";
import { type Address, missingTransport } from "../../echo/address.ts";
import { findDrill } from "../../drills/library.ts";
import { openShell } from "../../drills/shell.ts";
import { openWorkshop } from "../../drills/workshop.ts";
import { safeText } from "../../markdown/safe-text.ts";
import type { Drill, Transport } from "../../model.ts";
import { builtInDecks, workFolder } from "../../settings/home.ts";
import { readState } from "../../store/schedule-row.ts";
import { painter } from "../../terminal/line.ts";
import { wireLines } from "../../terminal/wire.ts";
import { type Context, document, wholeNumber } from "../context.ts";
import { usableLanguage } from "../drills.ts";
import { partnerLine } from "../partner.ts";
import { transportFor } from "./drill-run.ts";

/** A shell in the folder of the work file; when it is left, what crossed the wire. */
export async function run(context: Context): Promise<number> {
  const drill = findDrill(context.db(), context.words[0] ?? "");
  if (drill.puzzle !== undefined)
    throw new CardsError(`${drill.id}: no program belongs to it`, "cards lab makes single calls, as you type them.", {
      exit: 2,
    });
  const { lang } = context.options;
  const transport = transportFrom(context, drill);
  const file = await workFile(context, drill, typeof lang === "string" ? lang : undefined);
  const seed = wholeNumber(context.options["seed"], "seed", 0) ?? randomInt(2 ** 31);
  let told: Readonly<Record<string, string>> = {};
  const events = await openShell({
    drill,
    transport,
    seed,
    folder: dirname(file),
    command: [process.env["SHELL"] || "/bin/sh"],
    stdout: context.json ? 2 : "inherit",
    onReady(environment) {
      told = environment;
      context.note(introduction(context, drill, { transport, file, seed, environment }));
    },
  });
  if (context.json) context.out(document({ drill: drill.id, transport, seed, file, environment: told, events }));
  else if (events.length > 0) context.out(wireLines(events, { width: context.width, color: context.color }).join("\n"));
  return 0;
}

function transportFrom(context: Context, drill: Drill): Transport {
  const transport = transportFor(drill, context.options["transport"]).transport ?? drill.transports[0] ?? "tcp4";
  const missing = missingTransport(transport);
  if (missing !== undefined) throw new CardsError(`${transport}: ${missing}`, "Choose another one.", { exit: 4 });
  return transport;
}

/** The one that `cards drill` opens, made from the starter when there is none. */
async function workFile(context: Context, drill: Drill, wanted: string | undefined): Promise<string> {
  const language = await usableLanguage(context, drill, wanted);
  if (language === undefined)
    throw new CardsError(`${drill.id}: no tool for it here`, "cards doctor tells which are missing.", { exit: 4 });
  const reps = readState(context.db(), `drill:${drill.id}`)?.schedule.reps ?? 0;
  return openWorkshop(join(workFolder(context.home), String(reps + 1)), drill, language, builtInDecks()).file;
}

interface Told {
  readonly transport: Transport;
  readonly file: string;
  readonly seed: number;
  readonly environment: Readonly<Record<string, string>>;
}

function introduction(context: Context, drill: Drill, { transport, file, seed, environment }: Told): string {
  const variables = Object.entries(environment).map(([name, value]) => `  ${name}=${value}`);
  const about =
    drill.role === "server"
      ? [`Start your server here; nobody comes but you:  ${partnerLine(placeOf(transport, environment))}`]
      : [`  seed ${seed}`, "The server is up until you leave the shell. No cage, no limits, no verdict."];
  const head = painter(context.color)("1", safeText(`${drill.id}: a shell beside ${basename(file)}  (exit ends it)`));
  return [head, safeText([...variables, ...about].join("\n"))].join("\n");
}

/** Where the learner's server is to be, as the environment tells it. */
function placeOf(transport: Transport, environment: Told["environment"]): Address {
  const { DRILL_HOST: host, DRILL_PORT: port, DRILL_PATH: path } = environment;
  return { transport, host, port: port === undefined ? undefined : Number(port), path };
}
