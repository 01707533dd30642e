import { resolve } from "node:path";
import { CardsError } from "../../errors.ts";
import { importVault } from "../../vault/import.ts";
import { stableId } from "../../anki/ids.ts";
import { withoutTheirHistory } from "../../store/anki-ids.ts";
import { type Gate, vaults } from "../../store/vaults.ts";
import { findTarget } from "../../vault/root.ts";
import { type WrittenIds, writeIds } from "../../vault/write-ids.ts";
import { type Context, document } from "../context.ts";
import { counted } from "../counted.ts";
import { printReport, type Taken } from "../import-report.ts";

export function run(context: Context): number | Promise<number> {
  const dryRun = context.options["dry-run"] === true;
  const ids = idTask(context);
  const gate = gateOption(context);
  if (context.options["watch"] === true)
    return import("./import-watch.ts").then((room) => room.watchAndImport(context, gate));
  const reports = context.words.map((word): Taken => {
    if (/\.(apkg|colpkg|anki2)$/i.test(word)) {
      throw new CardsError(`${word}: packages can't be taken in yet`, "Name a vault, a folder of notes, or one note.", {
        exit: 2,
      });
    }
    const take = () =>
      importVault(context.db(), resolve(word), {
        home: context.home,
        time: context.now(),
        dryRun,
        allowRemovals: context.options["allow-removals"] === true,
        gate,
      });
    const report = take();
    if (ids === undefined) return report;
    const written = idsOf(context, resolve(word), ids);
    // What was written is taken in at once, so that the cards are known by it.
    return { ...take(), cards: report.cards, changes: report.changes, ids: written };
  });
  if (context.json) context.out(asDocument(reports, dryRun));
  else for (const report of reports) printReport(context, report, dryRun);
  if (!dryRun) tellOfHistory(context, reports);
  return reports.some(({ ids: written }) => (written?.refused.length ?? 0) > 0) ? 1 : 0;
}

function idTask({ options }: Context): "write" | "erase" | undefined {
  const task = options["write-ids"] === true ? "write" : options["erase-ids"] === true ? "erase" : undefined;
  if (task === undefined || options["dry-run"] !== true) return task;
  throw new CardsError(`--${task}-ids: not with --dry-run`, "A card has its id only when it was taken in.", {
    exit: 2,
  });
}

function gateOption({ options: { gate } }: Context): Gate | undefined {
  if (gate === undefined || gate === "tags" || gate === "open") return gate;
  throw new CardsError(
    `--gate ${String(gate)}: neither tags nor open`,
    "Write --gate open to read notes without a flashcard tag, too.",
    {
      exit: 2,
    },
  );
}

/** Ids as an export gives them, so that a package and the plugin mean the same notes. */
function idsOf(context: Context, path: string, task: "write" | "erase"): WrittenIds {
  const target = findTarget(path, vaults(context.db()));
  return writeIds(context.db(), target, { task, idOf: (key) => stableId("note", key) });
}

/** Told when such cards come, and so once for each of them: after the first review here it would be too late. */
function tellOfHistory(context: Context, reports: readonly Taken[]): void {
  const added = reports.flatMap(({ changes }) =>
    changes.filter(({ kind }) => kind === "added").map(({ card }) => card),
  );
  const count = added.length === 0 ? 0 : withoutTheirHistory(context.db(), added);
  if (count === 0) return;
  const [carry, start] = count === 1 ? ["carries", "starts"] : ["carry", "start"];
  context.note(
    `${counted(count, "card")} ${carry} an id of Anki and ${start} here as new: the history is in Anki still.`,
  );
  context.note(
    "    Taking it over from a package of Anki (.apkg) is coming; whoever wants it waits with reviewing them here.",
  );
}

/** One path gives the report itself, several give them in a list. */
function asDocument(reports: readonly Taken[], dryRun: boolean): string {
  const shown = reports.map(({ changes, ...report }) => (dryRun ? { ...report, changes } : report));
  return shown.length === 1 ? document(shown[0] ?? {}) : document({ imports: shown });
}
