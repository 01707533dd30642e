/** The nouns of the product. Types only; every room speaks of these. */
import type { Puzzle } from "./puzzle.ts";
import type { Probe } from "./probes.ts";
import type { Rule } from "./rules.ts";
import type { Demand, Piece, WireStep } from "./wire.ts";

export type { Demand, Faults, Piece, PieceWord, WireStep } from "./wire.ts";

/** Where something stands in a file as it is stored: 1-based line and code point. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with the input: collected, never thrown. `path` is relative to the vault. */
export interface Problem extends Place {
  readonly rule: Rule;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly hint: string;
}

// ---------------------------------------------------------------- notes and cards

/** The grammar a block was written in, named after the tool that reads it. */
export type Dialect = "obsidian-to-anki" | "spaced-repetition" | "flashcards" | "hashcards" | "native";

export type CardKind = "basic" | "reversed" | "cloze" | "typed";

export interface Field {
  readonly name: string;
  /** The text as written, after repair; no markup is touched. */
  readonly text: string;
}

/** Fields that one or more cards are made of; the shape also holds a note that came from Anki. */
export interface Block {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  /** Headings above the block, outermost first. */
  readonly headings: readonly string[];
  readonly dialect: Dialect;
  /** An id given by another tool, in its own name space: `anki:1700000000001`. */
  readonly foreignId: string | undefined;
  readonly noteType: string;
  readonly kind: CardKind;
  readonly fields: readonly Field[];
  readonly format: "markdown" | "html";
  readonly tags: readonly string[];
  readonly deck: string;
  /** One per card, as Anki counts them: template index, or cloze number − 1. */
  readonly ordinals: readonly number[];
  /** Where another tool left these cards, in the order of `ordinals`; undefined for one that it calls new. */
  readonly schedules?: readonly (ImportedSchedule | undefined)[];
  /** Drills that stand in the same section, are linked as `drill:<id>`, or were derived from what the fields name. */
  readonly drills: readonly DrillLink[];
}

/** What another tool wrote of a card's schedule into the note. */
export interface ImportedSchedule {
  /** Days since 1970-01-01. */
  readonly dueDay: number;
  readonly intervalDays: number;
  /** What it knew of the memory: SM-2's ease (2.5, not 250 %), or that of FSRS. */
  readonly memory: { readonly ease: number } | Memory;
  readonly reps: number;
  readonly lapses: number;
}

export interface DrillLink {
  readonly id: string;
  readonly via: "section" | "link" | "derived";
}

/** The prose around a drill block and its text, before anything is understood of it. */
export interface DrillSource {
  /** 1-based line of the first line inside the fence. */
  readonly line: number;
  readonly text: string;
  readonly title: string;
  /** Markdown of the section before the block. */
  readonly task: string;
  readonly hints: readonly string[];
  readonly debrief: string;
}

/** All that one note's text gives. */
export interface ParsedNote {
  readonly blocks: readonly Block[];
  readonly drills: readonly Drill[];
  readonly repairedFrom: "macintosh" | "windows-1252" | undefined;
  readonly problems: readonly Problem[];
}

// ---------------------------------------------------------------- schedule

export type Rating = "again" | "hard" | "good" | "easy";

/** FSRS: stability in days until retrievability is 0.9; difficulty 1–10. */
export interface Memory {
  readonly stability: number;
  readonly difficulty: number;
}

/** A moment (ms since 1970, UTC) for steps of minutes; a day number (days since 1970 in local time, turning at 4:00) for the rest. */
export type Due = { readonly time: number } | { readonly day: number };

export type Phase = "new" | "learning" | "review" | "relearning";

/** Where one card (or drill) stands in its schedule; derived from events, never the truth itself. */
export interface Schedule {
  readonly phase: Phase;
  /** Learning steps still to go; 0 outside learning and relearning. */
  readonly stepsLeft: number;
  readonly due: Due | undefined;
  readonly memory: Memory | undefined;
  readonly reps: number;
  readonly lapses: number;
  /** When it was last rated: ms since 1970, and the day number there and then. */
  readonly lastTime: number | undefined;
  readonly lastDay: number | undefined;
  /** Whole days the last interval was meant to last; 0 for steps. */
  readonly intervalDays: number;
}

/** Choices of a deck: decks/<name>.toml, else the defaults of schedule/preset.ts. */
export interface Preset {
  readonly name: string;
  /** 17, 19 or 21 FSRS parameters. */
  readonly weights: readonly number[];
  /** Desired retention, 0.7–0.99. */
  readonly retention: number;
  /** Minutes. */
  readonly learningSteps: readonly number[];
  readonly relearningSteps: readonly number[];
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly maximumInterval: number;
  readonly fuzz: boolean;
  /** Whether a memory that lasts less than half a day comes back within the day, where there are no steps. */
  readonly withinDay: boolean;
}

/** Minutes east of UTC at a moment (ms): how local time is known without reading a clock or a zone. */
export type Zone = (time: number) => number;

// ---------------------------------------------------------------- drills

export type Role = "client" | "server" | "command" | "sequence" | "predict" | "lab" | "answer";

/** The transports that Node does not speak by itself: they need the C library (src/libc). */
export type MessageTransport = "unix-dgram" | "unix-seqpacket" | "icmp";

export type Transport = "tcp4" | "tcp6" | "udp4" | "udp6" | "unix-stream" | "unix-abstract" | MessageTransport;

/** A drill is data, never code. */
export interface Drill {
  readonly id: string;
  readonly role: Role;
  /** Allowed variants; the first is the default. */
  readonly transports: readonly Transport[];
  /** The program has to pass on each of them, unless one is chosen. */
  readonly runs?: "each";
  /** Of a sequence's, a prediction's or an answer's drill, which has no wire. */
  readonly puzzle?: Puzzle;
  /** Empty for a server's drill. */
  readonly wire: readonly WireStep[];
  /** Only of a server's drill. */
  readonly probe?: readonly Probe[];
  readonly demand?: readonly Demand[];
  /** What stdout must hold, line by line joined; undefined = not looked at. */
  readonly print: readonly Piece[] | undefined;
  readonly exit: number;
  readonly close: "fin" | "rst" | "open";
  /** Cause → the concept's sentence. */
  readonly say: Readonly<Record<string, string>>;
  /** Drills that should have passed before. */
  readonly needs: readonly string[];
  readonly title: string;
  readonly task: string;
  readonly hints: readonly string[];
  readonly debrief: string;
  readonly line: number;
}
