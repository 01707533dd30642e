import { existsSync } from "node:fs";
import { chooseCage } from "../drills/cage.ts";
import { findTool, findToolchain, languages, missingTool } from "../drills/languages.ts";
import { databaseFile } from "../settings/home.ts";
import type { Db } from "../store/database.ts";
import { damagedEvents } from "../store/events.ts";
import { vaultSummaries } from "./vaults.ts";

/** One thing that was looked at. `missing` is no fault: something works less well without it. */
export interface Finding {
  readonly name: string;
  readonly status: "ok" | "missing" | "wrong";
  readonly detail: string;
  readonly hint: string;
}

/** Looks at the database, the vaults and the tools; changes nothing. */
export async function examine(db: Db, home: string): Promise<Finding[]> {
  return [...database(db, home), ...vaultFindings(db), ...(await toolchains()), ...tools()];
}

function database(db: Db, home: string): Finding[] {
  const check = String(db.pragma("quick_check"));
  const damaged = damagedEvents(db);
  const events = db.column<[], number>("select count(*) from event").get() ?? 0;
  return [
    finding("node", true, process.versions.node, ""),
    finding(
      "database",
      check === "ok",
      `${databaseFile(home)}: ${check}`,
      "Copy the file away before anything else; events can be read from it still.",
    ),
    finding(
      "events",
      damaged.length === 0,
      damaged.length === 0
        ? `${events} events, every one as it was written`
        : `${damaged.length} of ${events} events are damaged`,
      "The disk has changed what was written. Copy the home to another disk.",
    ),
  ];
}

function vaultFindings(db: Db): Finding[] {
  return vaultSummaries(db).map((vault) =>
    finding(
      "vault",
      vault.present,
      `${vault.root}: ${vault.cards} cards${vault.present ? "" : ", not there now"}`,
      "Is its disk mounted? Its cards stay until you import it again.",
    ),
  );
}

async function toolchains(): Promise<Finding[]> {
  return Promise.all(
    languages.map(async (language) => {
      const found = await findToolchain(language);
      const path = found === undefined ? "" : ((found.compile ?? found.run)[0] ?? "");
      return absent(
        language.name,
        found !== undefined,
        path,
        `${missingTool(language)} is not here: drills are done in another language.`,
      );
    }),
  );
}

function tools(): Finding[] {
  const socat = findTool("socat");
  const editor = process.env["VISUAL"] ?? process.env["EDITOR"];
  const cage = chooseCage();
  return [
    absent(
      "socat",
      socat !== undefined,
      socat ?? "",
      "socat is not here: nc or python3 do the drills of shell lines too.",
    ),
    absent(
      "cage",
      cage !== "group",
      cage,
      "Install bubblewrap: without it a program that hides from its process group is only found by its mark.",
    ),
    absent("editor", editor !== undefined, editor ?? "", "Set EDITOR, and drills open in it."),
    absent(
      "queues",
      existsSync("/proc/net/tcp"),
      "/proc/net/tcp",
      "Without /proc, split answers are gated by a short pause.",
    ),
  ];
}

function finding(name: string, ok: boolean, detail: string, hint: string): Finding {
  return { name, status: ok ? "ok" : "wrong", detail, hint: ok ? "" : hint };
}

function absent(name: string, ok: boolean, detail: string, hint: string): Finding {
  return { name, status: ok ? "ok" : "missing", detail: ok ? detail : "not here", hint: ok ? "" : hint };
}
