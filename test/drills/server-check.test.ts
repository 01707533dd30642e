import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { filesOf } from "../../src/drills/catalogue.ts";
import { checkDrills } from "../../src/drills/check.ts";
import { languages } from "../../src/drills/languages.ts";
import { findToolchain } from "../../src/drills/toolchain.ts";
import { parseNote } from "../../src/notes/note.ts";
import { defaultSyntax } from "../../src/notes/settings/syntax.ts";
import { decks, home, leftovers } from "./drills.ts";

/** The drills of the built-in course in which the learner's program is the server. */

afterAll(() => {
  expect(leftovers()).toEqual([]);
});

const notes = join(import.meta.dirname, "../../notes");
const servers = readdirSync(notes)
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) => parseNote(name, readFileSync(join(notes, name)), defaultSyntax).drills)
  .filter((drill) => drill.role === "server" && filesOf(decks, drill).length > 0);
const cases = servers.flatMap((drill) => languages.map((language) => ({ drill, language })));
const covered = cases.filter(({ drill, language }) => filesOf(decks, drill).some((file) => file.language === language));

describe.concurrent("the self-check", () => {
  test("knows the servers of the course", () => {
    const known = servers.map((drill) => drill.id);

    expect(known).toEqual(expect.arrayContaining(["bind-listen-accept", "concurrent", "server-eof-spin"]));
  });

  test.for(covered)("$drill.id in $language.name", async ({ drill, language }, context) => {
    context.skip((await findToolchain(language)) === undefined, `${language.name} cannot be run here`);
    const results = [];
    for await (const result of checkDrills({ drills: [drill], decks, home, seed: 23, languages: [language.id] }))
      results.push(result);

    context.expect(results.filter((result) => result.outcome === "wrong")).toEqual([]);
    context.expect(results.filter((result) => result.file.startsWith("solution"))).toHaveLength(1);
  });
});
