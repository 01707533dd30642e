/** Makes what rows share, in a process of its own: `node make.ts vault|home <folder> <size>`. Started by workshop.ts. */
import { writeFileSync } from "node:fs";
import { makeHome } from "./home.ts";
import { makeVault } from "./vault.ts";

const [kind, folder = "", size = "0"] = process.argv.slice(2);
if (kind === "vault") writeFileSync(`${folder}.json`, JSON.stringify(makeVault(folder, Number(size))));
if (kind === "home") makeHome(folder, Number(size));
