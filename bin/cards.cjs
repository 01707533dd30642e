#!/usr/bin/env node
// Plain syntax that any Node can read: it looks at the version before anything else is loaded.
"use strict";
var path = require("node:path");
var fs = require("node:fs");
var major = Number(process.versions.node.split(".")[0]);
var root = path.dirname(path.dirname(fs.realpathSync(__filename)));
var entry = path.join(root, "dist", "main.cjs");
var own = path.join(root, "node_modules", "node", "bin", "node");

function fail(what, remedy) {
  process.stderr.write("cards: " + what + "\n       " + remedy + "\n");
  process.exit(4);
}

if (!fs.existsSync(entry)) {
  fail("dist/main.cjs is missing", "Build it: npm run build");
} else if (major >= 24) {
  // The first releases of Node 24 call their SQLite an experiment, on every start.
  var emitWarning = process.emitWarning;
  process.emitWarning = function (warning) {
    if (String(warning).indexOf("SQLite is an experimental feature") !== 0) emitWarning.apply(process, arguments);
  };
  // Compiled code is kept beside the bundle; where that folder can't be written to, starting just takes longer.
  require("node:module").enableCompileCache(path.join(root, "dist", "cache"));
  require(entry);
} else if (process.env.CARDS_LAUNCHED || !fs.existsSync(own)) {
  fail(
    "Node " + process.versions.node + " is too old; cards needs Node 24 or newer",
    "Install Node 24, or run npm ci in " + root + ", which brings its own.",
  );
} else {
  // The packaged Node 24 takes over. Signals of the terminal reach it by itself; we only wait.
  var env = Object.assign({}, process.env, { CARDS_LAUNCHED: "1" });
  var child = require("node:child_process").spawn(own, [__filename].concat(process.argv.slice(2)), {
    stdio: "inherit",
    env: env,
  });
  ["SIGINT", "SIGQUIT", "SIGHUP", "SIGTERM"].forEach(function (signal) {
    process.on(signal, function () {
      if (signal === "SIGTERM" || signal === "SIGHUP") child.kill(signal);
    });
  });
  child.on("error", function (error) {
    fail("Node 24 does not start: " + error.message, "Install Node 24 or newer.");
  });
  child.on("exit", function (code, signal) {
    if (signal) process.exit(128 + (require("node:os").constants.signals[signal] || 0));
    process.exit(code === null ? 70 : code);
  });
}
