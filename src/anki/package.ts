import { createWriteStream, renameSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { CardsError, systemReason } from "../errors.ts";
import type { Medium } from "./media.ts";

/** The zip format's first day, on every entry: the same cards give the same bytes. */
const entry = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true, compress: false } as const;

/**
 * Writes a package: the collection, the media under their numbers, and the list of their names. Nothing is compressed, as
 * in Anki's own: pictures are already, and the collection takes longer to compress than to make.
 * The file appears whole or not at all; one of that name is replaced. Throws CardsError where it can't be written.
 */
export async function writePackage(file: string, collection: Buffer, media: readonly Medium[]): Promise<void> {
  const zip = new ZipFile();
  const failing = new AbortController();
  zip.on("error", (error) => failing.abort(error));
  zip.addBuffer(collection, "collection.anki2", entry);
  const names = Object.fromEntries(media.map(({ name }, index) => [index, name]));
  zip.addBuffer(Buffer.from(JSON.stringify(names)), "media", entry);
  for (const [index, medium] of media.entries()) {
    zip.addReadStreamLazy(String(index), entry, (done) => {
      try {
        done(null, Readable.from([Buffer.from(medium.read())]));
      } catch (error) {
        done(error, Readable.from([]));
      }
    });
  }
  zip.end();
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    await pipeline(zip.outputStream, createWriteStream(temporary, { flags: "wx" }), { signal: failing.signal });
    renameSync(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(failing.signal.aborted ? failing.signal.reason : error, file);
  }
}

function unwritable(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const isPathWrong = error.code === "ENOENT" || error.code === "ENOTDIR";
  const reason = isPathWrong ? "no such folder" : systemReason(error);
  return new CardsError(`${file}: ${reason}`, "Name a file in a folder that may be written to.", { cause: error });
}
