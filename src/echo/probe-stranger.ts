import { execFile } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname } from "node:path";

const visit = `
let text = "";
require("net").connect(process.argv[1])
  .on("data", (bytes) => (text += bytes))
  .on("error", (error) => (text += error.code))
  .on("close", () => process.stdout.write(text));
setTimeout(() => process.exit(), 2000);
`;

/**
 * Goes to a server on a Unix socket as another user, and hears what it says until its end. The folder of the socket is
 * open to that user for so long. Undefined where that cannot be done: only root may, and the program of ours must be
 * readable for others.
 */
export async function hearAs(user: number, group: number, path: string): Promise<string | undefined> {
  chmodSync(dirname(path), 0o711);
  try {
    return await new Promise((resolve) => {
      const options = { uid: user, gid: group, cwd: "/", env: {}, timeout: 4000 };
      execFile(process.execPath, ["-e", visit, path], options, (error, stdout) =>
        resolve(error === null ? stdout : undefined),
      );
    });
  } catch {
    return undefined; // root of a user namespace that knows no other user
  } finally {
    chmodSync(dirname(path), 0o700);
  }
}
