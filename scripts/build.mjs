// Bundles src/ into dist/main.cjs: one file that parses what it needs, so that `cards` starts much faster than from source.
// Runs under the system's own Node, also an old one: plain JavaScript, no dependency but esbuild.
import crypto from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { build } from "esbuild";

// The database's native part would crash an older Node, so its version is looked at before anything is loaded; that is
// also why the syntax is one that an older Node can read.
const tooOld = `cards: Node " + process.versions.node + " is too old; run it with Node 24 or newer, or start bin/cards.cjs, which finds one`;
const versionFirst = `if (Number(process.versions.node.split(".")[0]) < 24) { process.stderr.write("${tooOld}\\n"); process.exit(4); }`;

/** The renderer of the screen is a bundle of its own: it is large, and loaded when the first card is already shown. */
const screenApart = {
  name: "screen-apart",
  setup(build) {
    build.onResolve({ filter: /\/ink\.ts$/ }, () => ({ path: "./screen.mjs", external: true }));
  },
};

/**
 * What is evaluated only when one of its functions is called, since most commands never call any: YAML alone takes a
 * third of the time that Node takes to start.
 */
const whenCalled = {
  name: "when-called",
  setup(build) {
    const exportsOf = (names, module) =>
      names.map((name) => `export const ${name} = (...values) => ${module}.${name}(...values);`).join("\n");
    build.onLoad({ filter: /\/(?:yaml-head|drill-block|splice)\.ts$/ }, async ({ path, suffix }) => {
      const source = await readFile(path, "utf8");
      if (suffix === "?whole") return { contents: source, loader: "ts" };
      const names = [...source.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
      return { contents: exportsOf(names, `require("./${basename(path)}?whole")`), resolveDir: dirname(path) };
    });
    build.onResolve({ filter: /^node:crypto$/ }, ({ path }) => ({ path, namespace: "when-called" }));
    build.onLoad({ filter: /.*/, namespace: "when-called" }, ({ path }) => {
      const names = Object.keys(crypto).filter((name) => typeof crypto[name] === "function");
      return { contents: exportsOf(names, `process.getBuiltinModule("${path}")`) };
    });
  },
};

/** Ink's window for developers, which is not installed. */
const withoutDevtools = {
  name: "without-devtools",
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: "nothing", namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {};" }));
  },
};

const common = { bundle: true, minify: true, platform: "node", logLevel: "warning" };

await rm("dist", { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outfile: "dist/main.cjs",
    format: "cjs",
    target: "node20",
    external: ["better-sqlite3"],
    define: { "import.meta.dirname": "__dirname" },
    banner: { js: versionFirst },
    plugins: [screenApart, whenCalled],
  }),
  build({
    ...common,
    entryPoints: ["src/terminal/screen/ink.ts"],
    outfile: "dist/screen.mjs",
    format: "esm",
    target: "node24",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    plugins: [withoutDevtools],
    // Some of its libraries are written for require().
    banner: { js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);` },
  }),
]);
