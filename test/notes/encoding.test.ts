import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeNote } from "../../src/notes/encoding/encoding.ts";
import { repairMojibake } from "../../src/notes/encoding/mojibake.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
/** What becomes of a text whose UTF-8 is read as another encoding and saved again. */
const misread = (text: string, encoding: string) => new TextDecoder(encoding).decode(utf8(text));
const french = "Où sont les « sockets » ? – é à ù “x” 👉\n";

test.each([
  ["UTF-8", utf8("é\n"), "é\n", undefined, []],
  ["UTF-8 with a mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), "a", undefined, []],
  ["UTF-16 LE", Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0), "aé", undefined, []],
  ["UTF-16 BE", Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0xe9), "aé", undefined, []],
  ["nothing", new Uint8Array(), "", undefined, []],
  ["all line ends", utf8("a\r\nb\rc\n"), "a\nb\nc\n", undefined, []],
  ["one NUL", utf8("a\nb\0c"), "a\nb\uFFFDc", undefined, ["2 nul-byte warning"]],
  ["Windows-1252", Uint8Array.of(0x61, 0x0a, 0xe9), "a\né", "windows-1252", ["2 repaired-encoding warning"]],
  [
    "one bad line among good ones",
    Uint8Array.of(0xc3, 0xa9, 0x0d, 0xe9, 0x0a, 0xc3, 0xa9),
    "Ã©\né\né",
    "windows-1252",
    ["1 repaired-encoding warning"],
  ],
  ["a picture", Uint8Array.from({ length: 400 }, (_, at) => at % 7), undefined, undefined, ["1 not-text error"]],
  [
    "UTF-8 read as Mac Roman",
    utf8(`x\n${misread(french, "macintosh")}`),
    `x\n${french}`,
    "macintosh",
    ["2 repaired-encoding info"],
  ],
  [
    "UTF-8 read as Windows-1252",
    utf8(misread(french, "windows-1252")),
    french,
    "windows-1252",
    ["1 repaired-encoding info"],
  ],
])("reads %s", (_, bytes, text, repairedFrom, problems) => {
  const decoded = decodeNote("a.md", bytes);

  expect(decoded.text).toBe(text);
  expect(decoded.repairedFrom).toBe(repairedFrom);
  expect(decoded.problems.map(({ line, rule, severity }) => `${line} ${rule} ${severity}`)).toEqual(problems);
});

test("the problem of a repair tells the encoding and shows an example", () => {
  const [problem] = decodeNote("a.md", utf8(misread("é", "macintosh"))).problems;

  expect(problem?.message).toBe('UTF-8 that was once saved as Mac Roman: "√©" is read as "é"');
  expect(problem?.hint).toMatch(/was not changed/);
});

test.each([
  "café ’x’",
  "naïve Ã",
  "Ã© but also é",
  "Привет",
  "日本語",
  "√2 ≈ 1,41",
  "l’été",
  "Â£ and £",
  "👉",
  "a\u00a0≤ b é",
])("good text stays as it is: %s", (text) => {
  expect(repairMojibake(text)).toBeUndefined();
});

test("any text is found again behind both kinds of damage, unless it is ASCII", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("macintosh" as const, "windows-1252" as const),
      (raw, encoding) => {
        const text = raw.toWellFormed().replaceAll("\uFEFF", "");
        const repair = repairMojibake(misread(text, encoding));
        if (/^[\0-\x7f]*$/.test(text)) expect(repair).toBeUndefined();
        else expect(repair?.text).toBe(text);
      },
    ),
  );
});
