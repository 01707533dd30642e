import { existsSync } from "node:fs";
import { CardsError } from "../errors.ts";
import { chooseCage } from "../drills/cage.ts";
import { missingForDrills, ownNetwork } from "../drills/own-network.ts";
import { languages } from "../drills/languages.ts";
import { findTool, findToolchain, missingTool } from "../drills/toolchain.ts";
import { readLanguageSettings } from "../settings/languages.ts";
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

/** Looks at the database (or at what kept it from being opened), the vaults and the tools; changes nothing. */
export async function examine(db: Db | CardsError, home: string): Promise<Finding[]> {
  return [
    finding("node", true, process.versions.node, ""),
    ...(db instanceof CardsError ? [finding("database", false, db.message, db.hint)] : databaseFindings(db)),
    ...settings(home),
    ...(await toolchains(home)),
    ...tools(),
  ];
}

/** Of a damaged file nothing else is asked: the answer might be wrong, or never come. */
function databaseFindings(db: Db): Finding[] {
  const check = String(db.pragma("quick_check"));
  const hint = "Copy the file away before anything else; events can be read from it still.";
  const whole = finding("database", check === "ok", `${db.file}: ${check}`, hint);
  return check === "ok" ? [whole, eventFinding(db), ...vaultFindings(db)] : [whole];
}

function eventFinding(db: Db): Finding {
  const damaged = damagedEvents(db);
  const events = db.column<[], number>("select count(*) from event").get() ?? 0;
  return finding(
    "events",
    damaged.length === 0,
    damaged.length === 0
      ? `${events} events, every one as it was written`
      : `${damaged.length} of ${events} events are damaged`,
    "The disk has changed what was written. Copy the home to another disk.",
  );
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

/** Nothing is said of settings that are understood. */
function settings(home: string): Finding[] {
  const hint = "The built-in command is used meanwhile; cards drill run works on.";
  return readLanguageSettings(home).complaints.map((sentence) => finding("settings", false, sentence, hint));
}

async function toolchains(home: string): Promise<Finding[]> {
  return Promise.all(
    languages.map(async (language) => {
      const found = await findToolchain(language, home);
      const path = found === undefined ? "" : ((found.compile ?? found.run)[0] ?? "");
      return absent(
        language.name,
        found !== undefined,
        path,
        `${missingTool(language, home)} is not here: drills are done in another language.`,
      );
    }),
  );
}

/** Those that not every machine has. */
const transports = ["tcp6", "unix-seqpacket", "icmp"] as const;

function tools(): Finding[] {
  const socat = findTool("socat");
  const editor = process.env["VISUAL"] || process.env["EDITOR"] || undefined;
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
    absent(
      "network",
      ownNetwork().length > 0,
      "drills see nothing but a loopback of their own",
      "Install bubblewrap: without it (or without user namespaces) drills run in this machine's network, on loopback.",
    ),
    ...transports.map((name) => {
      const missing = missingForDrills(name);
      return absent(name, missing === undefined, "its drills can be done", `Its drills are skipped: ${missing}.`);
    }),
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
