import type { Block } from "../../src/model.ts";
import { openReview, type Review } from "../../src/review/review.ts";
import { blockWriter } from "../../src/store/write-blocks.ts";
import { type Db, immediately, openDatabase } from "../../src/store/database.ts";
import { record } from "../../src/store/state.ts";
import { vaultAt } from "../../src/store/vaults.ts";
import { type OpenStage, openStage } from "../../src/terminal/screen/stage.ts";
import { reviewFace } from "../../src/terminal/screen/review-face.ts";
import { noon, presets, utc } from "../store/world.ts";

const list = Array.from({ length: 24 }, (_, index) => `${index + 1}. step ${index + 1} of a long answer`).join("\n");

const texts: readonly (readonly [front: string, back: string, drills: Block["drills"]])[] = [
  [
    "Which calls does a TCP **server** make, in order, before it can read?",
    "`socket`, `bind`, `listen`, `accept`:\n\n```c\nint fd = socket(AF_INET, SOCK_STREAM, 0);\nbind(fd, address, size);\nlisten(fd, 16);\nint peer = accept(fd, NULL, NULL);\n```\n\n> [!note] Then\n> read from *peer*, never from *fd*.",
    [{ id: "bind-listen-accept", via: "section" }],
  ],
  ["What happens, step by step?", list, []],
  ["ソケットとは何ですか 🇫🇷 👩‍💻 é", "| 言葉 | meaning |\n|---|---|\n| 日本語 | **wide** 🙂 |\n| Straße | narrow |", []],
];

const keys = texts.map((_, index) => String(index + 1).padStart(32, "c"));

export function homeWithTexts(): Db {
  const db = openDatabase(":memory:");
  immediately(db, () => {
    const vault = vaultAt(db, "/vault", false);
    const writer = blockWriter(db);
    const counts = { added: texts.length, changed: 0, retired: 0, revived: 0 };
    const event = record(db, { kind: "import", vault: "/vault", ...counts }, noon);
    texts.forEach((text, index) => {
      const key = keys[index] ?? "";
      const id = writer.insert(key.replaceAll("c", "b"), blockOf(...text), {
        vault: vault.id,
        path: "sockets.md",
        position: index,
        textHash: key,
        evidence: "first sight",
      });
      writer.addCards([{ key, block: id, ordinal: 0 }], event.id);
    });
  });
  return db;
}

function blockOf(front: string, back: string, drills: Block["drills"]): Block {
  return {
    line: 12,
    endLine: 20,
    column: 1,
    headings: ["A [[server]]'s life", "Before the first byte"],
    dialect: "obsidian-to-anki",
    foreignId: undefined,
    noteType: "Basic",
    kind: "basic",
    fields: [
      { name: "Front", text: front },
      { name: "Back", text: back },
    ],
    format: "markdown",
    tags: [],
    deck: "Linux::Sockets",
    ordinals: [0],
    drills,
  };
}

/** A sitting at noon over three cards: one with a listing and a drill, a long one, one in wide characters. */
export async function sitting(color = false): Promise<{ stage: OpenStage; review: Review; db: Db }> {
  const db = homeWithTexts();
  const now = (): number => noon;
  const offer = async (): Promise<undefined> => undefined;
  const review = await openReview(db, { now, zone: utc, presets, keys: undefined, limit: undefined, offer });
  const stage = openStage(color);
  const bench = async (): Promise<never> => {
    throw new Error("no drill here");
  };
  stage.push(await reviewFace({ db, home: "/home", presets, now, zone: utc, review, bench }));
  return { stage, review, db };
}
