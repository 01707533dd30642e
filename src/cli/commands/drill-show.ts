import { CardsError } from "../../errors.ts";
import { defaultLimits } from "../../drills/cage.ts";
import { languagesOf, starterOf } from "../../drills/catalogue.ts";
import { languageOf } from "../../drills/languages.ts";
import { findDrill } from "../../drills/library.ts";
import { hasSecondDoor } from "../../echo/story.ts";
import type { Drill } from "../../model.ts";
import { builtInDecks } from "../../settings/home.ts";
import { howTo } from "../../terminal/how-to.ts";
import { renderAnsi } from "../../markdown/ansi.ts";
import { loadHighlighting } from "../../markdown/highlight.ts";
import { safeText } from "../../markdown/safe-text.ts";
import { type Context, document } from "../context.ts";

/** What a program of each transport is told; a server gets no token, as its clients bring the bytes. */
function environmentOf({ role, puzzle, wire }: Drill): Readonly<Record<string, string>> {
  if (puzzle !== undefined) return {};
  const verb = role === "server" ? "bind" : "connect";
  return {
    DRILL_TRANSPORT: "the transport of this run",
    DRILL_HOST: `address to ${verb} to (tcp, udp)`,
    DRILL_PORT: `port to ${verb} to (tcp, udp)`,
    DRILL_PATH: `path to ${verb} to (unix-stream), or a name behind @ (unix-abstract)`,
    ...(role === "server" ? {} : { DRILL_TOKEN: "printable, at most 64 bytes, fresh for each run" }),
    ...(hasSecondDoor(wire) ? { DRILL_HOST_2: "the second server's address", DRILL_PORT_2: "its port" } : {}),
    ...(wire.some((step) => step.kind === "read" && step.repeat !== undefined)
      ? { DRILL_REPEAT: "how many times over to send the token" }
      : {}),
  };
}

export async function run(context: Context): Promise<number> {
  const drill = findDrill(context.db(), context.words[0] ?? "");
  const all = languagesOf(builtInDecks(), drill);
  const wanted = context.options["lang"];
  const language = wanted === undefined ? all[0] : all.find((each) => each === languageOf(String(wanted)));
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
        environment: environmentOf(drill),
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
      `\n  cards drill ${drill.id}          work on it; ${howTo(drill).work}\n  cards drill run ${drill.id} --file FILE`,
    ),
  );
  return 0;
}
