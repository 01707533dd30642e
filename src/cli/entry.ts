// Looks at Node's version before anything else is loaded: the database's native part would crash an older one.
if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import("./main.ts");
} else {
  process.stderr.write(
    `cards: Node ${process.versions.node} is too old; run it with Node 24 or newer, or start bin/cards.cjs, which finds one\n`,
  );
  process.exitCode = 4;
}
