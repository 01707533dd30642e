import { spawnSync } from "node:child_process";
import { basename } from "node:path";

/** How editors are told a line, and to wait until the file is closed. Those not named here understand `+N FILE`, as vi does. */
const dialects: readonly {
  readonly names: RegExp;
  readonly words: (file: string, line: number) => readonly string[];
}[] = [
  {
    names: /^(code|code-insiders|codium|vscodium|cursor|windsurf)$/,
    words: (file, line) => ["--wait", "--goto", `${file}:${line}`],
  },
  { names: /^(subl|sublime_text|zed|zeditor)$/, words: (file, line) => ["--wait", `${file}:${line}`] },
  { names: /^(hx|helix)$/, words: (file, line) => [`${file}:${line}`] },
  { names: /^(kate|gedit|gnome-text-editor)$/, words: (file, line) => [`+${line}`, file] },
  { names: /^(idea|pycharm|webstorm|goland|clion)$/, words: (file, line) => ["--wait", "--line", `${line}`, file] },
  { names: /^(mate|bbedit)$/, words: (file, line) => ["--wait", "--line", `${line}`, file] },
  { names: /^(ed|notepad|notepad\+\+|open|xdg-open|sed)$/, words: (file) => [file] },
];

/** Arguments for an editor to open a file at a line (1-based). */
export function editorWords(editor: string, file: string, line: number): readonly string[] {
  const [tool = ""] = editor.trim().split(/\s+/);
  const name = basename(tool.replaceAll(/["']/g, "")).replace(/\.exe$/, "");
  const dialect = dialects.find(({ names }) => names.test(name));
  if (dialect !== undefined) return dialect.words(file, line);
  return line > 1 ? [`+${line}`, file] : [file];
}

/**
 * Opens the person's own editor and waits for its end. Undefined when that went well, else what is wrong.
 * VISUAL, EDITOR or vi; a command with words or quotes is read by the shell, as git does.
 */
export function editFile(file: string, line = 1): string | undefined {
  const { VISUAL, EDITOR } = process.env;
  const editor = VISUAL || EDITOR || "vi";
  const words = editorWords(editor, file, line);
  const ran = spawnSync("/bin/sh", ["-c", `${editor} "$@"`, editor, ...words], { stdio: "inherit" });
  if (ran.status === 127) return `${editor}: no such editor; set EDITOR to the one you use`;
  if (ran.error !== undefined) return `${editor}: ${ran.error.message}`;
  return ran.status === 0 ? undefined : `${editor} ended with ${ran.signal ?? `exit ${ran.status}`}`;
}
