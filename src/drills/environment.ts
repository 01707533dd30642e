import type { Address } from "../echo/address.ts";

const allowed = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TZ|TERM)$/;

/** The environment of a tool or program: what a shell needs, and nothing that could tell secrets. */
export function plainEnvironment(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => {
    return allowed.test(entry[0]) && entry[1] !== undefined;
  });
  return { ...Object.fromEntries(kept), TMPDIR: folder, PYTHONUNBUFFERED: "1", PYTHONDONTWRITEBYTECODE: "1" };
}

/** What the task tells a client, the same in every language. */
export function drillEnvironment(address: Address, token: string): Record<string, string> {
  return { ...serverEnvironment(address), DRILL_TOKEN: token };
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
