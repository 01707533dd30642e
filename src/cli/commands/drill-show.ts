import { CardsError } from "../../errors.ts";
import { defaultLimits } from "../../drills/cage.ts";
import { languagesOf, starterOf } from "../../drills/catalogue.ts";
import { findDrill } from "../../drills/library.ts";
import { builtInDecks } from "../../settings/home.ts";
import { renderAnsi } from "../../markdown/ansi.ts";
import { loadHighlighting } from "../../markdown/highlight.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { type Context, document } from "../context.ts";

/** What a program of each transport is told. */
const environment: Readonly<Record<string, string>> = {
  DRILL_TRANSPORT: "the transport of this run",
  DRILL_HOST: "address to connect to (tcp4)",
  DRILL_PORT: "port to connect to (tcp4)",
  DRILL_PATH: "path of the socket (unix-stream)",
  DRILL_TOKEN: "printable, at most 64 bytes, fresh for each run",
};

export async function run(context: Context): Promise<number> {
  const drill = findDrill(context.db(), context.words[0] ?? "");
  const all = languagesOf(builtInDecks(), drill);
  const wanted = context.options["lang"];
  const language = wanted === undefined ? all[0] : all.find((each) => each.id === wanted || each.extension === wanted);
  if (language === undefined) {
    throw new CardsError(
      `${drill.id}: not in ${String(wanted ?? "any language")}`,
      `It can be done in ${all.map((each) => each.id).join(", ")}.`,
      { exit: 2 },
    );
  }
  const starter = starterOf(builtInDecks(), drill, language) ?? "";
  if (context.json) {
    const { id, title, role, transports, needs, task } = drill;
    const limits = {
      wallMs: defaultLimits.wallMs,
      cpuSeconds: defaultLimits.cpuSeconds,
      memoryMiB: defaultLimits.memoryMiB,
      outputBytes: defaultLimits.outputBytes,
    };
    context.out(
      document({
        id,
        title,
        role,
        transports,
        needs,
        languages: all.map((each) => each.id),
        task,
        language: language.id,
        starter,
        environment,
        limits,
      }),
    );
    return 0;
  }
  const listing = `\`\`\`${language.id}\n${starter}\n\`\`\``;
  await loadHighlighting(drill.task, listing);
  const look = { width: context.width, color: context.color };
  context.out([...renderAnsi(`# ${drill.title}\n\n${drill.task}`, look), "", ...renderAnsi(listing, look)].join("\n"));
  context.out(
    safeText(
      `\n  cards drill ${drill.id}          work on it; it runs on every save\n  cards drill run ${drill.id} --file FILE`,
    ),
  );
  return 0;
}
