// Bundles src/ into a few files in dist/, so that `cards` starts much faster than from source.
// Runs under the system's own Node, also an old one: plain JavaScript, no dependency but esbuild.
import { readdir, rm } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";
import { writePacks } from "./packs.mjs";

/** Ink's window for developers, which is not installed. */
const withoutDevtools = {
  name: "without-devtools",
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: "nothing", namespace: "nothing" }));
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {};" }));
  },
};

/** Child programs (src/libc/entry.ts): each is started as a process of its own, from a bundle of its own. */
const sources = await readdir("src", { recursive: true });
const children = sources.filter((file) => file.endsWith("-child.ts"));

const common = { bundle: true, minify: true, platform: "node", logLevel: "warning" };

await rm("dist", { recursive: true, force: true });
await Promise.all([
  writePacks("dist", common),
  // The renderer of the screen is a bundle of its own: it is large, and loaded when the first card is already shown.
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
  ...children.map((file) =>
    build({
      ...common,
      entryPoints: [`src/${file}`],
      outfile: `dist/${basename(file, ".ts")}.cjs`,
      format: "cjs",
      target: "node24",
      define: { "import.meta.dirname": "__dirname" },
    }),
  ),
]);
