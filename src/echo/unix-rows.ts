/** A socket of Linux's table of Unix sockets. */
export interface UnixRow {
  readonly flags: string;
  readonly type: string;
  readonly state: string;
  readonly inode: string;
  /** Empty where it has none. */
  readonly path: string;
}

/**
 * The rows of /proc/net/unix:
 *
 *     Num               RefCount Protocol Flags    Type St Inode Path
 *     0000000000000000: 00000002 00000000 00010000 0001 01 18433 /run/echo.sock
 */
export function unixRows(table: string): UnixRow[] {
  return table.split("\n").flatMap((line) => {
    const [, , , flags, type, state, ...rest] = line.split(" ");
    if (flags === undefined || type === undefined || state === undefined) return [];
    // The inode is put to the right of its column, and a path may hold blanks.
    const [inode = "", ...path] = rest.slice(rest.findIndex((part) => part !== ""));
    return [{ flags, type, state, inode, path: path.join(" ") }];
  });
}
