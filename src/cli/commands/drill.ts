import { createInterface } from "node:readline";
import { privateFolder } from "../../echo/tidy.ts";
import { CardsError } from "../../errors.ts";
import { allDrills, findDrill } from "../../drills/library.ts";
import { findCard } from "../../desk/find.ts";
import type { Goal } from "../../puzzle.ts";
import type { Bench } from "../../review/bench.ts";
import { loadPresets } from "../../settings/presets.ts";
import { type Context, document } from "../context.ts";
import { benchFor } from "../drills.ts";
import { hasScreen } from "../screen.ts";
import { transportFor } from "./drill-run.ts";
import { write } from "../streams.ts";

/** Work on a drill, named by its id or by a card that links to it; without a name, the list. */
export async function run(context: Context): Promise<number> {
  const [name] = context.words;
  if (name === undefined) return (await import("./drill-list.ts")).run(context);
  const drill = findDrill(context.db(), drillOf(context, name));
  const { lang, transport } = context.options;
  const bench = await benchFor(context, drill, {
    presets: loadPresets(context.home),
    language: typeof lang === "string" ? lang : undefined,
    transport: transportFor(drill, transport).transport,
  });
  try {
    if (drill.puzzle?.kind === "lab") return await inLab(bench, drill.puzzle.goals, context);
    return await (hasScreen(context) ? onScreen(bench, context) : lineByLine(bench, context));
  } finally {
    bench.close();
  }
}

async function onScreen(bench: Bench, context: Context): Promise<number> {
  const [{ openStage }, { drillFace }, { playStage }] = await Promise.all([
    import("../../terminal/screen/stage.ts"),
    import("../../terminal/screen/drill-face.ts"),
    import("../../terminal/screen/terminal.ts"),
  ]);
  const stage = openStage(context.color);
  let rated = "";
  const leave = async (told: string): Promise<void> => {
    rated = told;
    stage.leave(0);
  };
  stage.push(await drillFace(bench, stage, leave));
  const code = await playStage(stage);
  const { drill, passed, file } = bench.view();
  context.out(
    passed ? `${drill.id}: passed. ${rated}`.trim() : `${drill.id}: not passed yet. Your work is kept: ${file}`,
  );
  return code;
}

/** The lab with the drill's goals: at a prompt, or with the lines of stdin. */
async function inLab(bench: Bench, goals: readonly Goal[], context: Context): Promise<number> {
  const [{ openSession }, { playLabDrill }, { labActors }] = await Promise.all([
    import("../../lab/session.ts"),
    import("../../terminal/lab/drill.ts"),
    import("../../drills/run-lab.ts"),
  ]);
  using folder = privateFolder();
  await using session = await openSession({ actors: labActors, folder: folder.path });
  const lines = hasScreen(context) ? undefined : createInterface({ input: process.stdin });
  let passed = false;
  try {
    passed = await playLabDrill({
      drill: bench,
      session,
      goals,
      look: { width: context.width, color: context.color },
      write: (text) => write(context.json ? 2 : 1, text),
      lines: lines?.[Symbol.asyncIterator](),
    });
  } finally {
    lines?.close();
  }
  const { drill, hints, gaveUp } = bench.view();
  if (context.json) context.out(document({ drill: drill.id, passed, hints, gaveUp }));
  else if (!passed) context.out(`${drill.id}: not passed yet.`);
  return 0;
}

async function lineByLine(bench: Bench, context: Context): Promise<number> {
  const { drillPane } = await import("../../terminal/drill-pane.ts");
  const lines = createInterface({ input: process.stdin });
  try {
    const outcome = await drillPane(bench, {
      lines: lines[Symbol.asyncIterator](),
      write: (text) => write(context.json ? 2 : 1, text),
      width: context.width,
      color: context.color,
    });
    if (context.json) context.out(document({ drill: bench.view().drill.id, ...outcome }));
  } finally {
    lines.close();
  }
  return 0;
}

function drillOf(context: Context, name: string): string {
  const db = context.db();
  if (allDrills(db).some((drill) => drill.id === name) || !/^[0-9a-f]{4,32}$/.test(name)) return name;
  const [link] = findCard(db, name).drills;
  if (link !== undefined) return link.id;
  throw new CardsError(`${name}: no drill belongs to this card`, "cards drill list shows all drills.", { exit: 2 });
}
