import { relative } from "node:path";

/** A path as short as it can be typed here. */
export function fromHere(path: string): string {
  const here = relative(process.cwd(), path);
  return here === "" || here.startsWith("..") ? path : here;
}
