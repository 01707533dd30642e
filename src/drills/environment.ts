import type { Address } from "../echo/address.ts";
import type { Endpoint } from "../echo/endpoint.ts";
import type { Words } from "../echo/script.ts";
import type { Drill } from "../model.ts";

const allowed = new Set(
  "PATH HOME USER LOGNAME SHELL LANG TZ TERM GOROOT JAVA_HOME CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN".split(" "),
);

/** The environment of a tool or program: what a shell needs, and nothing that could tell secrets. */
export function plainEnvironment(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => {
    return (allowed.has(entry[0]) || /^LC_[A-Z]+$/.test(entry[0])) && entry[1] !== undefined;
  });
  return { ...Object.fromEntries(kept), TMPDIR: folder, PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };
}

/** What the task tells a client, the same in every language. */
export function drillEnvironment(address: Address, token: string): Record<string, string> {
  return { ...serverEnvironment(address), DRILL_TOKEN: token };
}

/**
 * What a client is told of the endpoint of its drill. Which of two servers is called the second is decided by the
 * run's token, so that none of them can be relied upon to be the first to speak.
 */
export function clientEnvironment(endpoint: Endpoint, drill: Drill, words: Words): Record<string, string> {
  const { address, second } = endpoint;
  const isSwapped = second !== undefined && (words.token[0] ?? 0) % 2 === 1;
  const told = drillEnvironment(isSwapped ? second : address, words.token.toString());
  const repeat = drill.wire.flatMap((step) => (step.kind === "read" ? (step.repeat ?? []) : []))[0];
  return {
    ...told,
    ...(second === undefined ? {} : numbered(serverEnvironment(isSwapped ? address : second))),
    ...(repeat === undefined ? {} : { DRILL_REPEAT: String(repeat) }),
  };
}

/** The names of a second server: DRILL_HOST_2, DRILL_PORT_2. */
function numbered(told: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(told).filter(([name]) => name !== "DRILL_TRANSPORT");
  return Object.fromEntries(own.map(([name, value]) => [`${name}_2`, value]));
}

/** What it tells a server: where it is to be found. */
export function serverEnvironment(address: Address): Record<string, string> {
  return {
    DRILL_TRANSPORT: address.transport,
    ...(address.host === undefined ? {} : { DRILL_HOST: address.host }),
    ...(address.port === undefined ? {} : { DRILL_PORT: String(address.port) }),
    ...(address.path === undefined ? {} : { DRILL_PATH: address.path }),
  };
}
