/**
 * How our cards look in Anki, by day and by night; each paragraph runs as its own script does.
 * Anki sets `nightMode` on the page; the system's own wish does not count.
 */
export const css = `
.card {
  --text: #1f2328; --page: #ffffff; --dim: #656d76; --line: #d0d7de; --code: #f6f8fa; --link: #0969da;
  --mark: #fff3b0; --hidden: #0550ae; --accent: #0969da; --bad: #d1242f; --good: #1a7f37;
  --keyword: #cf222e; --string: #0a3069; --number: #0550ae; --title: #6639ba; --comment: #59636e; --type: #953800;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-size: 18px; line-height: 1.5; text-align: start; color: var(--text); background-color: var(--page);
  max-width: 44em; margin: 0 auto; padding: 1em; overflow-wrap: break-word;
}
.nightMode.card, .night_mode.card, .nightMode .card, .night_mode .card {
  --text: #e6edf3; --page: #1c1f24; --dim: #9198a1; --line: #3d444d; --code: #262b33; --link: #4493f8;
  --mark: #5c4a00; --hidden: #79c0ff; --accent: #4493f8; --bad: #ff7b72; --good: #56d364;
  --keyword: #ff7b72; --string: #a5d6ff; --number: #79c0ff; --title: #d2a8ff; --comment: #9198a1; --type: #ffa657;
}
p, ul, ol, pre, table, blockquote, .callout, .embed, details, .math { margin: 0.6em 0; }
p, li, th, td, summary, h1, h2, h3, h4, h5, h6 { unicode-bidi: plaintext; } code, kbd { unicode-bidi: isolate; }
li, li p, summary { text-align: left; }
h1, h2, h3, h4, h5, h6 { margin: 0.8em 0 0.4em; line-height: 1.25; font-size: 1.1em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.25em; }
a { color: var(--link); }
img { max-width: 100%; height: auto; border-radius: 4px; }
.nightMode img, .night_mode img { background: #ffffff; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.2em 0; }
code, kbd, samp { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.88em; }
code, kbd { background: var(--code); border-radius: 4px; padding: 0.1em 0.3em; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: 0.7em 0.9em; overflow-x: auto; }
pre code { background: none; padding: 0; white-space: pre; }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: 0.25em 0.6em; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 0.15em; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1em; color: var(--dim); }
.callout, .embed { border-left: 3px solid var(--accent); border-radius: 4px; background: var(--code); padding: 0.4em 0.9em; }
.callout-title { font-weight: 600; color: var(--accent); } .embed-title { font-size: 0.85em; }
.callout-warning, .callout-danger, .callout-failure, .callout-bug { --accent: var(--bad); }
.callout-tip, .callout-success { --accent: var(--good); }
.missing, footer, .drill, .extra-name { color: var(--dim); } .missing { font-style: italic; }
footer, .drill { font-size: 0.8em; } footer a { color: inherit; }
.task-list-item { list-style: none; margin-left: -1.2em; }
.sr-only { display: none; } .footnotes { font-size: 0.85em; border-top: 1px solid var(--line); }
.cloze { font-weight: 600; color: var(--hidden); } .cloze code { color: inherit; }
.hljs-keyword, .hljs-meta { color: var(--keyword); } .hljs-string, .hljs-regexp { color: var(--string); }
.hljs-number, .hljs-literal, .hljs-built_in { color: var(--number); } .hljs-title, .hljs-attr { color: var(--title); }
.hljs-comment { color: var(--comment); font-style: italic; } .hljs-type, .hljs-variable { color: var(--type); }
`.trim();
