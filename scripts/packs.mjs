// The command's own code, in packs: each command reads no more than it needs, and reading is most of what starting costs.
//
//     src/ ──esbuild──▶ parts that share nothing ──▶ main.cjs  what everybody waits for
//                                                    import.cjs, screen.cjs, …  read when a part of theirs is wanted
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build, transform } from "esbuild";

// An older Node has no SQLite of its own, so its version is looked at before anything is loaded; that is also why the
// syntax is one that an older Node can read.
const tooOld = `cards: Node " + process.versions.node + " is too old; run it with Node 24 or newer, or start bin/cards.cjs, which finds one`;
const versionFirst = `if (Number(process.versions.node.split(".")[0]) < 24) { process.stderr.write("${tooOld}\\n"); process.exit(4); }`;

const entry = "src/cli/main.ts";

/** A part goes where it is wanted first; those that no list leads to are packed together. */
const packs = {
  main: [entry, "src/cli/commands/review.ts"],
  import: ["src/cli/commands/import.ts"],
  screen: ["src/terminal/screen/stage.ts", "src/terminal/screen/review-face.ts", "src/terminal/screen/terminal.ts"],
};

/** Modules of functions, loaded only when one of them is called. Most commands never do: YAML alone takes a third of what Node takes to start. */
const late = [
  "src/markdown/parse-fully.ts",
  "src/notes/head/yaml-head.ts",
  "src/notes/drill/drill-block.ts",
  "src/vault/splice.ts",
];

/** What we use of node:crypto, which is loaded late as well. */
const ofCrypto = ["hash", "createHash", "randomBytes", "randomInt", "randomUUID"];

const partOf = (path) => `./${basename(path, ".ts")}.js`;
const callsOf = (names, module) =>
  names.map((name) => `export const ${name} = (...values) => ${module}.${name}(...values);`).join("\n");

const loadedLate = {
  name: "loaded-late",
  setup(build) {
    build.onResolve({ filter: /\/ink\.ts$/ }, () => ({ path: "./screen.mjs", external: true }));
    build.onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
      const whole = late.find((each) => basename(each) === basename(path));
      return kind === "entry-point" || whole === undefined ? undefined : { path: whole, namespace: "late" };
    });
    build.onLoad({ filter: /.*/, namespace: "late" }, async ({ path }) => {
      const names = [...(await readFile(path, "utf8")).matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
      return { contents: callsOf(names, `require("${partOf(path)}")`) };
    });
    build.onResolve({ filter: /.*/, namespace: "late" }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: "builtin" }));
    build.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => {
      const once = `let found; const known = () => (found ??= process.getBuiltinModule("${path}"));`;
      return { contents: `${once}\n${callsOf(ofCrypto, "known()")}` };
    });
  },
};

/** Finds a part among those that are here, else in the pack that it is known to stand in. */
const loader = `
const loaded = new Map();
function load(name) {
  if (!name.startsWith("./")) return require(name);
  if (loaded.has(name)) return loaded.get(name).exports;
  if (parts[name] === undefined) Object.assign(parts, require(homes[name]));
  const module = { exports: {} };
  loaded.set(name, module);
  parts[name](module, module.exports, load);
  return module.exports;
}
load("./main.js");
`;

export async function writePacks(folder, common) {
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: [entry, ...late],
    entryNames: "[name]",
    outdir: folder,
    write: false,
    metafile: true,
    splitting: true,
    format: "esm",
    target: "node20",
    define: { "import.meta.dirname": "__dirname" },
    plugins: [loadedLate],
  });
  const texts = new Map(outputFiles.map((file) => [`./${basename(file.path)}`, file.text]));
  const packOf = divide(metafile.outputs);
  const held = Map.groupBy(texts.keys(), (part) => packOf.get(part) ?? "rest");
  const homes = [...texts.keys()]
    .map((part) => [part, packOf.get(part) ?? "rest"])
    .filter(([, pack]) => pack !== "main");
  await mkdir(folder, { recursive: true });
  for (const [pack, parts] of held) {
    const functions = await Promise.all(
      parts.map(
        async (part) => `${JSON.stringify(part)}(module,exports,require){${await asFunction(texts.get(part))}}`,
      ),
    );
    const object = `{${functions.join(",\n")}}`;
    const where = JSON.stringify(Object.fromEntries(homes.map(([part, home]) => [part, `./${home}.cjs`])));
    const main = `${versionFirst}\n"use strict";const parts=${object};const homes=${where};${loader}`;
    await writeFile(join(folder, `${pack}.cjs`), pack === "main" ? main : `"use strict";module.exports=${object};`);
  }
}

/** Part → the first pack whose modules need it at once. */
function divide(outputs) {
  const packOf = new Map();
  const nameOf = (output) => `./${basename(output)}`;
  const take = (output, pack) => {
    if (packOf.has(nameOf(output))) return;
    packOf.set(nameOf(output), pack);
    for (const { kind, path } of outputs[output].imports)
      if (kind === "import-statement" && outputs[path] !== undefined) take(path, pack);
  };
  for (const [pack, modules] of Object.entries(packs))
    for (const module of modules) {
      const output = Object.keys(outputs).find((each) => outputs[each].entryPoint?.endsWith(module));
      if (output === undefined) throw new Error(`${module} is no part of its own any more`);
      take(output, pack);
    }
  return packOf;
}

/** A part as the body of a function of module, exports and require. */
async function asFunction(text) {
  const required = text.replace(/\bimport\("(\.\/[\w-]+\.js)"\)/g, 'Promise.resolve().then(()=>require("$1"))');
  const { code } = await transform(required, { format: "cjs", platform: "node", target: "node20", minify: true });
  return code.trim();
}
