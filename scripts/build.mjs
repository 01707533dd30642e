// Bundles src/ into dist/main.cjs: one file that parses what it needs, so that `cards` starts much faster than from source.
// Runs under the system's own Node, also an old one: plain JavaScript, no dependency but esbuild.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

// The database's native part would crash an older Node, so its version is looked at before anything is loaded; that is
// also why the syntax is one that an older Node can read.
const tooOld = `cards: Node " + process.versions.node + " is too old; run it with Node 24 or newer, or start bin/cards.cjs, which finds one`;
const versionFirst = `if (Number(process.versions.node.split(".")[0]) < 24) { process.stderr.write("${tooOld}\\n"); process.exit(4); }`;

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/main.cjs",
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["better-sqlite3"],
  define: { "import.meta.dirname": "__dirname" },
  banner: { js: versionFirst },
  logLevel: "warning",
});
