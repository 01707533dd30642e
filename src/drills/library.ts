import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CardsError } from "../errors.ts";
import type { Drill } from "../model.ts";
import { nearestName } from "../notes/nearest-name.ts";
import { parseNote } from "../notes/note.ts";
import { defaultSyntax } from "../notes/settings/syntax.ts";
import { builtInVault } from "../settings/home.ts";
import type { Db } from "../store/database.ts";
import { storedDrills } from "../store/vaults.ts";

/** Every drill there is: those of the built-in course, in its order, then those of the imported vaults. The first of an id counts. */
export function allDrills(db: Db): Drill[] {
  const drills = [...builtInDrills(), ...storedDrills(db).map((stored) => stored.drill)];
  return [...new Map(drills.toReversed().map((drill) => [drill.id, drill])).values()].toReversed();
}

/** They are read from the notes that came with the product, so that a card may lead to them in any home. */
function builtInDrills(): Drill[] {
  const folder = builtInVault();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted();
  return names.flatMap((name) => parseNote(name, readFileSync(join(folder, name)), defaultSyntax).drills);
}

/** The drill with this id. Throws CardsError (2) where there is none. */
export function findDrill(db: Db, id: string): Drill {
  const drills = allDrills(db);
  const found = drills.find((drill) => drill.id === id);
  if (found !== undefined) return found;
  const near = nearestName(
    id,
    drills.map((drill) => drill.id),
  );
  throw new CardsError(
    `${id}: no such drill`,
    near === undefined ? "cards drill list shows all of them." : `Did you mean ${near}?`,
    { exit: 2 },
  );
}
