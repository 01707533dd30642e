import { expect, test } from "vitest";
import { read, rules, texts } from "./read.ts";

const id = "<!--ID: 1566052191670-->";

/** The rows of the grammar: what the plugin reads, and where we lose fewer cards than it does. */
test.each([
  ["id and tags at the end", `START\nBasic\nq\nBack: a\nTags: x y\n${id}\nEND`, [["q", "a"]], []],
  ["an id in its old form", "START\nBasic\nq\nBack: a\nTags: x y\nID: 1566052191670\nEND", [["q", "a"]], []],
  ["several lines to a field", "START\nBasic\nFront: q\nmore\nBack: a\nb\nEND", [["q\nmore", "a\nb"]], []],
  ["fields in another order", "START\nBasic\nBack: a\nFront: q\nEND", [["q", "a"]], []],
  ["CRLF", "START\r\nBasic\r\nq\r\nBack: a\r\nEND\r\n", [["q", "a"]], []],
  ["old Mac line ends", "START\rBasic\rq\rBack: a\rEND\r", [["q", "a"]], []],
  ["blanks after START and END", "START \nBasic\nq\nBack: a\nEND\t", [["q", "a"]], []],
  ["START in a list", "- x\n  START\n  Basic\n  q\n  Back: a\n  END", [["q", "a"]], ["2:3 indented-block"]],
  ["START after blanks elsewhere is text", "x\n\n  START\n  Basic\n  q\n  END", [], ["3:3 indented-block"]],
  [
    "a line that only begins with END",
    "START\nBasic\nq\nBack: ENDIANNESS\nENDING is here\nEND",
    [["q", "ENDIANNESS\nENDING is here"]],
    [],
  ],
  [
    "an END that a list has indented",
    `START\nBasic\nq\nBack: a\n- b\n  ${id}\n  END\n\nSTART\nBasic\nr\nBack: c\nEND`,
    [
      ["q", "a\n- b"],
      ["r", "c"],
    ],
    [],
  ],
  [
    "START while a block is open",
    "START\nBasic\nq\nBack: a\nSTART\nBasic\nr\nBack: c\nEND",
    [
      ["q", "a"],
      ["r", "c"],
    ],
    ["1:1 missing-end"],
  ],
  ["START without END", "START\nBasic\nq\nBack: a\n\n", [["q", "a"]], ["1:1 missing-end"]],
  [
    "without END, the id ends the card",
    `START\nBasic\nq\nBack: a\n${id}\nother text`,
    [["q", "a"]],
    ["1:1 missing-end"],
  ],
  ["a block in a fence", "```\nSTART\nBasic\nq\nBack: a\nEND\n```", [], ["2:1 block-in-fence"]],
  ["a block in a comment", "%%\nSTART\nBasic\nq\nBack: a\nEND\n%%", [], ["2:1 block-in-fence"]],
  ["a block in an HTML comment", "<!--\nSTART\nBasic\nq\nBack: a\nEND\n-->", [], ["2:1 block-in-fence"]],
  ["the word START in a fence is any word", "```\nSTART\nWITH 1\nEND\n```", [], []],
  ["blank lines everywhere", `START\nBasic\n\nq\n\nBack:\n\na\n\n${id}\n\nEND`, [["q", "a"]], []],
  ["the id above the tags", `START\nBasic\nq\nBack: a\n${id}\nTags: x y\nEND`, [["q", "a"]], []],
  ["tags without a blank", "START\nBasic\nq\nBack: a\nTags:x\nEND", [["q", "a"]], []],
  ["empty tags", "START\nBasic\nq\nBack: a\nTags:\nEND", [["q", "a"]], []],
  ["a blank line between tags and id", `START\nBasic\nq\nBack: a\nTags: x\n\n${id}\nEND`, [["q", "a"]], []],
  ["an id behind text", `START\nBasic\nq\nBack: a ${id}\nEND`, [["q", "a"]], []],
  ["blanks after the type", "START\nBasic  \nq\nBack: a\nEND", [["q", "a"]], []],
  ["a blank line before the type", "START\n\nBasic\nq\nBack: a\nEND", [["q", "a"]], []],
  ["no type", "START\n\nDefinition: x\nBack: a\nEND", [], ["1:1 missing-type"]],
  ["no type, the question in its place", "START\nWhat is it\nBack: a\nEND", [], ["1:1 missing-type"]],
  ["nothing at all", "START\nEND", [], ["1:1 missing-type"]],
  ["an unknown type", "START\nMy Type\nq\nBack: a\nEND", [["q", "a"]], ["1:1 unknown-type"]],
  ["an unknown type with clozes", "START\nMy Type\nq {{c1::x}}\nEND", [["q {{c1::x}}", ""]], ["1:1 unknown-type"]],
  [
    "a field's name in a fence",
    "START\nBasic\nq\nBack:\n```\nFront: code\nEND\n```\nEND",
    [["q", "```\nFront: code\nEND\n```"]],
    [],
  ],
  ["a field's name in another case", "START\nBasic\nq\nback: a\nEND", [["q\nback: a", ""]], ["4:1 field-case"]],
  ["a Cloze without any", "START\nCloze\nq {x}\nEND", [], ["1:1 no-cloze"]],
  ["an empty first field", "START\nBasic\nFront:\nBack: a\nEND", [], ["1:1 empty-front"]],
  ["START below HTML", "<br>\nSTART\nBasic\nq\nBack: a <br>\nEND", [["q", "a <br>"]], []],
  ["HTML that goes up to END", "START\nBasic\nq\nBack: <details>\nx\nEND\n\n# h", [["q", "<details>\nx"]], []],
  ["a question underlined by a rule", "START\nBasic\nq\n---\nBack: a\nEND", [["q\n---", "a"]], []],
  [
    "what looks like replacement signs",
    "START\nBasic\necho $& $$ $1 $'\nBack: a\nEND",
    [["echo $& $$ $1 $'", "a"]],
    [],
  ],
])("%s", (_, text, fields, found) => {
  const note = read(text);

  expect(texts(note)).toEqual(fields);
  expect(rules(note)).toEqual(found);
});

test.each([
  ["closed at once", "START\nBasic\nq\nBack: ```\nEND\n\nSTART\nBasic\nr\nBack: b\nEND", 0],
  ["open at the next START", "START\nBasic\nq\nBack: x\n```c\ncode\nEND\n\n# h\nSTART\nBasic\nr\nBack: b\nEND", 1],
  [
    "open, though a later card closes one of its own",
    "START\nBasic\nq\nBack: x\n```c\nEND\n\nSTART\nBasic\nr\nBack: b\n```\ny\n```\nEND",
    1,
  ],
  ["open at the end", "START\nBasic\nr\nBack: b\nEND\nSTART\nBasic\nq\nBack: a\n```c\nEND", 1],
  ["open, and END is missing too", "START\nBasic\nq\n```c\nSTART\nBasic\nr\nBack: b\nEND", 1],
  ["a comment instead", "START\nBasic\nq\nBack: a\n<!-- x\nEND\nSTART\nBasic\nr\nBack: b\nEND", 1],
  ["a formula instead", "START\nBasic\nq\nBack: a\n$$\nx\nEND\nSTART\nBasic\nr\nBack: b\nEND", 1],
])("a fence that is never closed costs no other card: %s", (_, text, unclosed) => {
  const note = read(text);

  expect(note.blocks).toHaveLength(2);
  expect(rules(note).filter((rule) => rule.includes("unclosed"))).toHaveLength(unclosed);
});

test("a fence may hold an example of a whole block", () => {
  const note = read("START\nBasic\nq\nBack:\n```\nSTART\nBasic\nx\nEND\n```\nEND");

  expect(texts(note)).toEqual([["q", "```\nSTART\nBasic\nx\nEND\n```"]]);
});

test("a block knows its place, its lines, its id, its tags and the headings above", () => {
  const [block] = read(
    `# A\n## B\n### C\n## D\n\nSTART\nBasic\nq\nBack: a\n## not above\nTags: x y\n${id}\nEND\n`,
  ).blocks;

  expect(block).toMatchObject({ line: 6, endLine: 13, column: 1, headings: ["A", "D"], tags: ["x", "y"] });
  expect(block).toMatchObject({ foreignId: "anki:1566052191670", noteType: "Basic", kind: "basic", ordinals: [0] });
});

test("a heading inside a card does not stand above the next card", () => {
  const { blocks } = read("# A\nSTART\nBasic\nq\nBack:\n# B\nEND\nSTART\nBasic\nr\nBack: s\nEND");

  expect(blocks.map((block) => block.headings)).toEqual([["A"], ["A"]]);
});

test.each([
  ["TARGET DECK: Math::A", "Math::A"],
  ["TARGET DECK\nMath::A", "Math::A"],
  ["TARGET DECK: Matematicas :: Algebra Elemental", "Matematicas::Algebra Elemental"],
  ["TARGET DECK: A\nTARGET DECK: B", "A"],
  ["---\nTARGET DECK: A\n---", "A"],
  ["---\ncards-deck: A::B\n---", "A::B"],
  ["%%\nTARGET DECK: A\n%%", "A"],
  ["```\nTARGET DECK: A\n```", "Folder"],
  ["TARGET DECK:\n", "Folder"],
  ["START\nBasic\nTARGET DECK: A\nr\nEND\n", "A"],
  ["START\nBasic\nTARGET DECK: A\nr\nEND\nTARGET DECK: B", "B"],
  ["", "Folder"],
])("deck of %j", (head, deck) => {
  const syntax = { folderDecks: { a: "Outer", "a/b": "Folder", "a/b/c": "" }, defaultDeck: "Base" };
  const text = `${head}\n\nSTART\nBasic\nq\nBack: a\nEND`;

  expect(read(text, syntax, "a/b/c/n.md").blocks[0]?.deck).toBe(deck);
});

test.each([
  ["x/n.md", "Base"],
  ["a/n.md", "Outer"],
])("a note in %s goes to deck %s", (path, deck) => {
  const syntax = { folderDecks: { a: "Outer" }, defaultDeck: "Base" };

  expect(read("START\nBasic\nq\nBack: a\nEND", syntax, path).blocks[0]?.deck).toBe(deck);
});

test("tags come from the block, the note, all folders, and the vault's default", () => {
  const syntax = { folderTags: { a: "one", "a/b": "two three" }, defaultTags: "Obsidian_to_Anki" };
  const note = read("FILE TAGS: file #c\n\nSTART\nBasic\nq\nBack: a\nTags: x C\nEND", syntax, "a/b/n.md");

  expect(note.blocks[0]?.tags).toEqual(["x", "C", "file", "one", "two", "three", "Obsidian_to_Anki"]);
});

test.each([
  ["Basic (and reversed card)", "q\nBack: a", "reversed", [0, 1]],
  ["Basic (and reversed card)", "q", "basic", [0]],
  ["Basic (optional reversed card)", "q\nBack: a\nAdd Reverse: y", "reversed", [0, 1]],
  ["Basic (optional reversed card)", "q\nBack: a", "basic", [0]],
  ["Basic (type in the answer)", "q\nBack: a", "typed", [0]],
  ["Cloze", "{{c2::a}} {{c1::b::hint}} {{c2::c}}", "cloze", [0, 1]],
  ["Cloze", "{{c3::a}}", "cloze", [2]],
  ["Cloze", "{{c1,3::a}}", "cloze", [0, 2]],
  ["Základní (plus obrácená karta)", "q\nRub: a", "reversed", [0, 1]],
  ["Básico (teclear la respuesta)", "q\nRub: a", "typed", [0]],
])("%s with %j is %s", (type, text, kind, ordinals) => {
  const own = { "Základní (plus obrácená karta)": ["Líc", "Rub"], "Básico (teclear la respuesta)": ["Líc", "Rub"] };
  const known = read("").blocks;
  expect(known).toEqual([]);
  const syntax = type.startsWith("Basic") || type === "Cloze" ? {} : { fields: own };

  expect(read(`START\n${type}\n${text}\nEND`, syntax).blocks[0]).toMatchObject({ noteType: type, kind, ordinals });
});

test.each([
  [
    "This is a {cloze} note with {multiple}, as well as {2:some} with {c1|styles}",
    "This is a {{c1::cloze}} note with {{c2::multiple}}, as well as {{c2::some}} with {{c1::styles}}",
  ],
  ["{{c1::native}} and {x}", "{{c1::native}} and {{c1::x}}"],
  ["`{a}` $\\frac{1}{2}$ {x}", "`{a}` $\\frac{1}{2}$ {{c1::x}}"],
  ["```\nint main() {a}\n``` {x}", "```\nint main() {a}\n``` {{c1::x}}"],
  ["~~~c\nint main() {a}\n~~~\n{x}", "~~~c\nint main() {a}\n~~~\n{{c1::x}}"],
  ["{x}\n\n    int main() {a}\n\n{y}", "{{c1::x}}\n\n    int main() {a}\n\n{{c2::y}}"],
  ["a ` {x}\n\nb ` {y}", "a ` {{c1::x}}\n\nb ` {{c2::y}}"],
  ["==x== and {y}", "{{c1::x}} and {{c2::y}}"],
  ["{`{a}`} or {2:the $\\frac{1}{2}$ of it}", "{{c1::`{a}`}} or {{c2::the $\\frac{1}{2}$ of it}}"],
  ["==$a = b$== and ==c=d==", "{{c1::$a = b$}} and {{c2::c=d}}"],
  ["=={{c1::x}}== and ==y {z}==", "=={{c1::x}}== and ==y {{c1::z}}=="],
  ["{{c1::\\(\\frac{a}{b}\\)}} and {x}", "{{c1::\\(\\frac{a}{b}\\)}} and {{c1::x}}"],
  ["{\\(\\frac{a}{b}\\)}, \\[ x^{2} \\], \\(a {x}", "{{c1::\\(\\frac{a}{b}\\)}}, \\[ x^{2} \\], \\(a {{c2::x}}"],
  ["over {two\nlines}, but no {blank\n\none}", "over {{c1::two\nlines}}, but no {blank\n\none}"],
])("curly clozes, where the vault has them: %j", (written, clozes) => {
  const note = read(`START\nCloze\n${written}\nEND`, { curlyCloze: true, highlightCloze: true });

  expect(texts(note)[0]?.[0]).toBe(clozes);
});

test("every word may be another", () => {
  const words = {
    start: "НАЧАЛО",
    end: "КОНЕЦ",
    startInline: "CARD(",
    endInline: ")CARD",
    targetDeck: "Deck.",
    fileTags: "tags",
    deleteNote: "GONE",
    frozenFields: "ICE",
  };
  const text = [
    "Deck.: A",
    "tags: t",
    "ICE - Basic:\nBack: cold\n",
    "НАЧАЛО\nBasic\nq\nBack: a\nКОНЕЦ\n",
    "CARD( [Basic] r Back: b )CARD\n",
    "НАЧАЛО\nBasic\ns\nGONE\n<!--ID: 7-->\nКОНЕЦ\n",
    "START\nBasic\nx\nEND",
  ].join("\n");
  const note = read(text, words);

  expect(texts(note)).toEqual([
    ["q", "a\ncold"],
    ["r", "b\ncold"],
  ]);
  expect(note.blocks.map(({ deck, tags }) => [deck, tags])).toEqual([
    ["A", ["t"]],
    ["A", ["t"]],
  ]);
  expect(rules(note)).toEqual(["14:1 deleted-card"]);
});

test("the names of fields may be in any language", () => {
  const fields = { "基本型（可選用反向卡片）": ["正面", "背面", "新增反向卡片"], Basic: ["Anverso", "Reverso"] };
  const note = read(
    "START\n基本型（可選用反向卡片）\nq\n背面: a\n新增反向卡片: y\nEND\nSTART\nBasic\nr\nReverso: b\nEND",
    {
      fields,
    },
  );

  expect(
    note.blocks.map(({ kind, fields: found }) => [kind, found.map(({ name, text }) => `${name} ${text}`)]),
  ).toEqual([
    ["reversed", ["正面 q", "背面 a", "新增反向卡片 y"]],
    ["basic", ["Anverso r", "Reverso b"]],
  ]);
});

test("a vault's own words", () => {
  const syntax = { start: "START_CARD", end: "END_CARD", targetDeck: "deck" };
  const note = read("deck: A\n\nSTART\n\nSTART_CARD\nBasic\nq\nBack: END\nEND\nEND_CARD", syntax);

  expect(note.blocks.map(({ deck, line }) => [deck, line])).toEqual([["A", 5]]);
});

/** A template may show a heading of its own above what it hides: then the fields up to the first cloze are what is asked. */
test.each([
  ["in the second field", "Title: TCP\nText: a {stream}\nExtra: x", [["TCP\n\na {{c1::stream}}", "x"]], []],
  ["native, below an empty one", "Title:\nText: {{c2::a}}\nExtra: x", [["{{c2::a}}", "x"]], []],
  ["in the first field", "Title: a {stream}\nText: b {c}\nExtra:", [["a {{c1::stream}}", "b {c}", ""]], []],
  ["behind a formula in braces", "Title: $\\frac{1}{2}$\nText: b {c}", [["$\\frac{1}{2}$\n\nb {{c1::c}}", ""]], []],
  ["in none", "Title: TCP\nText: a stream", [], ["1:1 no-cloze"]],
  ["in none, with an empty first", "Title:\nText: a stream", [], ["1:1 empty-front"]],
])("a cloze may stand in another field than the first: %s", (_, body, expected, problems) => {
  const fields = { "My Cloze": ["Title", "Text", "Extra"] };
  const note = read(`START\nMy Cloze\n${body}\nEND`, { fields, curlyCloze: true });

  expect(texts(note)).toEqual(expected);
  expect(rules(note)).toEqual(problems);
});

test("blanks at the ends of a declared type's name make no difference", () => {
  const note = read("START\nLaw by X\nq\nTerms: a\nEND", { fields: { "Law by X ": ["Name", "Terms"] } });

  expect(texts(note)).toEqual([["q", "a"]]);
  expect(rules(note)).toEqual([]);
});

test("a vault's own type makes clozes where its text holds them, whatever it is called", () => {
  const fields = { Conversions: ["Texte", "Extra"], Basic: ["Front", "Back"] };
  const note = read("START\nConversions\n{{c2::q}}\nEND\nSTART\nConversions\nr\nEND\nSTART\nBasic\n{{c1::s}}\nEND", {
    fields,
  });

  expect(note.blocks.map(({ kind, ordinals }) => [kind, ordinals])).toEqual([
    ["cloze", [1]],
    ["basic", [0]],
    ["basic", [0]],
  ]);
});

/** A vault may be read without its settings: then a type is told by its name, and its fields by theirs. */
test.each([
  ["Einfach", "Vorderseite: q\nRückseite: a", "Basic", [0]],
  ["Einfach (beide Richtungen)", "q\nRückseite: a", "Basic (and reversed card)", [0, 1]],
  ["Básico (y tarjeta invertida)", "Anverso: q\nReverso: a", "Basic (and reversed card)", [0, 1]],
  ["Básico (tarjeta invertida opcional)", "Anverso: q\nReverso: a", "Basic (optional reversed card)", [0]],
  ["Básico (teclear la respuesta)", "q\nReverso: a", "Basic (type in the answer)", [0]],
  ["问答题", "正面: q\n背面: a", "Basic", [0]],
  ["Базовая (обратная по выбору)", "Лицо: q\nОборот: a", "Basic (optional reversed card)", [0]],
  ["Базовый (ввод ответа)", "Лицо: q\nОборот: a", "Basic (type in the answer)", [0]],
  ["Basic (裏表反転カード追加可能)", "表面: q\n裏面: a", "Basic (optional reversed card)", [0]],
  ["С пропусками", "Текст: {{c1::q}}\nДополнения к обороту: a", "Cloze", [0]],
  ["Lückentext", "Text: {{c1::q}}\nRückseite Extra: a", "Cloze", [0]],
  ["My Cloze", "Text: {{c1::q}}\nExtra: a", "Cloze", [0]],
  ["My Type", "Front: q\nBack: a", "Basic", [0]],
])("%s is known by its words", (type, text, noteType, ordinals) => {
  const note = read(`START\n${type}\n${text}\nEND`);

  expect(note.blocks).toMatchObject([{ noteType, ordinals }]);
  expect(texts(note).map(([front, back]) => [front?.replace(/[^q]/g, ""), back])).toEqual([["q", "a"]]);
  expect(rules(note)).toEqual(["1:1 unknown-type"]);
});

/** People choose words that hide their cards from readers; then the words say that these are cards. */
test.each([
  ["a comment", "%%CARD", "CARD%%"],
  ["an HTML comment", "<!--card", "-->"],
  ["two HTML comments", "<!-- card -->", "<!-- end -->"],
  ["a fence", "```card", "```"],
  ["a formula", "$$card", "$$"],
])("words that would open %s", (_, start, end) => {
  const one = `${start}\nBasic\nq\nBack: a\n\nb\n<!--ID: 7-->\n${end}`;
  const two = `${start}\nBasic\nr\nBack: c\n${end}`;
  const note = read(`x\n${one}\n${two}\n\n# h\n\n${two}`, { start, end });

  expect(texts(note)).toEqual([
    ["q", "a\n\nb"],
    ["r", "c"],
    ["r", "c"],
  ]);
  expect(note.blocks.map(({ line, headings }) => [line, headings.length])).toEqual([
    [2, 0],
    [10, 0],
    [18, 1],
  ]);
  expect(rules(note)).toEqual([]);
});

test.each([
  ["%%\nSTARTI [Basic] q Back: a ENDI\n%%", "%%CARD", "%%"],
  ["```\nSTARTI [Basic] q Back: a ENDI\n```", "```card", "```"],
])("outside of a block the word that ends one hides as ever: %j", (text, start, end) => {
  expect(texts(read(`${text}\n\n${start}\nBasic\nr\n${end}\n\n${text}`, { start, end }))).toEqual([["r", ""]]);
});

test.each([
  [
    "one",
    "STARTI [Basic] This is a test. Back: Test! Tags: a b <!--ID: 1566052191670--> ENDI",
    [["This is a test.", "Test!"]],
  ],
  ["an id in its old form", "STARTI [Basic] q Back: a ID: 1566052191670 ENDI", [["q", "a"]]],
  [
    "two on a line",
    "x STARTI [Basic] q Back: a ENDI and STARTI [Basic] r Back: b ENDI",
    [
      ["q", "a"],
      ["r", "b"],
    ],
  ],
  ["in a list", "- STARTI [Basic] q Back: a ENDI", [["q", "a"]]],
  ["only a whole word names a field", "STARTI [Basic] q xBack: y Back: a ENDI", [["q xBack: y", "a"]]],
  ["not in code", "`STARTI [Basic] q Back: a ENDI`", []],
  ["not in code over two lines", "`x\nSTARTI [Basic] q Back: a ENDI`", []],
  ["not in a comment", "%% STARTI [Basic] q Back: a ENDI %%", []],
  ["not in a formula", "$STARTI [Basic] q Back: a ENDI$", []],
  ["not in a fence", "```\nSTARTI [Basic] q Back: a ENDI\n```", []],
  ["not in front matter", "---\na: STARTI [Basic] q Back: a ENDI\n---", []],
  ["not over lines", "STARTI [Basic] q\nBack: a ENDI", []],
  ["not inside another word", "RESTARTING STARTING ENDIAN", []],
])("cards on one line: %s", (_, text, fields) => {
  expect(texts(read(text))).toEqual(fields);
});

test.each([
  ["é STARTI [Basic] q", "1:3 missing-end"],
  ["STARTI q Back: a ENDI", "1:1 missing-type"],
  ["𝄞 STARTI [Basic] Back: a ENDI", "1:3 empty-front"],
])("problems on one line: %j", (text, rule) => {
  expect(rules(read(text))).toEqual([rule]);
});
