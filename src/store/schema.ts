/**
 * The tables as they are now, and numbered steps to them from the layouts before; a step that has been released is never changed.
 *
 *     event      what happened: append-only, the truth                 (never changed, never deleted)
 *     vault note block card drill   what the notes say: re-read from them
 *     schedule review               what follows from the events: `cards rebuild` makes them anew
 *     exported                      what was last handed to Anki, so that only what changed counts as newer
 */
export const applicationId = 0x65636873; // "echs"

/** The first layout from which steps lead on; those before were never released. */
const firstLayout = 2;

/**
 * The tables that imports and reviews fill. Their checks say `or` where a list has three members or more: SQLite builds such a
 * list anew for every row, which was a sixth of a first import. Unique indexes have names, so that they can be made after the rows.
 */
const tables = (prefix: string): string => `
  create table ${prefix}block (
    id         integer primary key,
    key        text    not null check (length(key) = 32),
    vault      integer not null references vault,
    path       text    not null,
    line       integer not null,
    end_line   integer not null,
    column     integer not null,
    position   integer not null,                               -- order within the note
    headings   text    not null,
    dialect    text    not null,
    foreign_id text,
    note_type  text    not null,
    kind       text    not null check (kind = 'basic' or kind = 'reversed' or kind = 'cloze' or kind = 'typed'),
    format     text    not null check (format in ('markdown', 'html')),
    fields     text    not null,
    tags       text    not null,
    deck       text    not null,
    drills     text    not null,
    text_hash  text    not null,                               -- of the normalised fields
    evidence   text    not null                                -- how it was last recognised
  ) strict;

  create table ${prefix}card (
    id      integer primary key,
    key     text    not null check (length(key) = 32),
    block   integer not null references ${prefix}block,
    ordinal integer not null check (ordinal >= 0),
    added   text    not null,                                  -- id of the import event that brought it
    retired integer not null default 0 check (retired in (0, 1))
  ) strict;

  create table ${prefix}schedule (
    key           text primary key,
    queued        integer not null check (queued in (0, 1)),   -- 1: the card queue may show it (live, not suspended, no drill)
    deck          text    not null default '',                 -- of its block: limits count by deck
    position      integer,                                     -- order among the new
    phase         text    not null check (phase = 'new' or phase = 'learning' or phase = 'review' or phase = 'relearning'),
    steps_left    integer not null check (steps_left >= 0),
    due_time      integer check (due_time > 0),                -- ms since 1970: steps of minutes
    due_day       integer check (due_day > 0),                 -- day number: everything else
    stability     real    check (stability > 0 and stability <= 36500),
    difficulty    real    check (difficulty between 1 and 10),
    reps          integer not null check (reps >= 0),
    lapses        integer not null check (lapses >= 0),
    last_time     integer,
    last_day      integer,
    interval_days integer not null check (interval_days >= 0),
    suspended     integer not null default 0 check (suspended in (0, 1)),
    buried_day    integer,
    flag          integer not null default 0 check (flag between 0 and 7),
    check ((stability is null) = (difficulty is null)),
    check (due_time is null or due_day is null)
  ) strict, without rowid;

  create table ${prefix}review (
    day    integer not null,
    event  integer not null references event,
    key    text    not null,
    time   integer not null,
    rating text    not null check (rating = 'again' or rating = 'hard' or rating = 'good' or rating = 'easy'),
    phase  text    not null,                                   -- before the rating
    interval_before integer not null,
    took   integer,                                            -- ms, when known
    primary key (day, event)
  ) strict, without rowid;
`;

const indexes = `
  create unique index block_key on block (key);
  create index block_place on block (vault, path);
  create index block_foreign on block (foreign_id) where foreign_id is not null;
  create index block_drills on block (id) where drills <> '[]';
  create index block_deck on block (deck);
  create index block_text on block (text_hash);
  create unique index card_key on card (key);
  create unique index card_ordinal on card (block, ordinal);

  -- The queue is counted and its heads are found in these alone: a row in its table would be a page of the disk for each card.
  create index schedule_time on schedule (due_time, buried_day) where queued = 1 and due_time is not null;
  create index schedule_day on schedule (deck, due_day, key, buried_day) where queued = 1 and due_day is not null;
  create index schedule_new on schedule (deck, position, buried_day) where queued = 1 and phase = 'new';
`;

const exported = `
  create table exported (
    block    text    primary key check (length(block) = 32),   -- the block's key
    content  text    not null,                                 -- hash of what was exported of it
    modified integer not null check (modified > 0)             -- s since 1970: the time Anki compares by
  ) strict, without rowid;
`;

/** All of it, for an empty file. */
const whole = `
  create table meta (
    name  text primary key,
    value text not null
  ) strict, without rowid;

  create table event (
    row      integer primary key,
    id       text    not null check (length(id) = 32),         -- first 128 bits of sha256(body), hex: no two are equal
    device   text    not null,
    sequence integer not null check (sequence > 0),            -- counts this device's events, without gaps
    clock    integer not null,                                 -- hybrid clock: ms since 1970, always increasing
    kind     text    not null,
    key      text,                                             -- card key or drill:<id>
    body     text    not null check (json_valid(body))         -- canonical JSON of all of it
  ) strict;
  create index event_key on event (key) where key is not null;
  create trigger event_no_update before update on event begin select raise(abort, 'events are append-only'); end;
  create trigger event_no_delete before delete on event begin select raise(abort, 'events are append-only'); end;

  create table vault (
    id       integer primary key,
    root     text    not null unique,
    built_in integer not null default 0 check (built_in in (0, 1)),
    forgotten integer not null default 0 check (forgotten in (0, 1)),
    edition  integer not null default 0,                       -- raised whenever what is known of its notes changes
    settings text    not null default '',                      -- hash of the settings the notes were read with
    scanned  integer not null default 0,                       -- ms since 1970 of the last walk
    notes    integer not null default 0,                       -- how many there are: an import that changes nothing
    blocks   integer not null default 0,                       -- need not count; blocks and cards: the live ones
    cards    integer not null default 0,
    drills   integer not null default 0,
    stats    blob,                                             -- every note's stat and hash, packed by vault/stat-cache.ts
    -- Which notes are read for cards that any line may look like: those with a flashcard tag, or all of them.
    gate     text    not null default 'tags' check (gate in ('tags', 'open'))
  ) strict;

  create table note (                                          -- only notes that have something to tell
    vault    integer not null references vault,
    path     text    not null,
    repaired text,                                             -- the encoding it was repaired from
    problems text    not null default '[]',
    primary key (vault, path)
  ) strict, without rowid;

  create table drill (
    vault integer not null references vault,
    path  text    not null,
    id    text    not null,
    line  integer not null,
    body  text    not null check (json_valid(body)),
    primary key (vault, path, id)
  ) strict, without rowid;

${tables("")}${indexes}${exported}`;

/** What leads to a layout from the one before that has a step. */
const steps: readonly (readonly [layout: number, sql: string])[] = [
  [3, exported],
  [4, "alter table vault add column gate text not null default 'tags' check (gate in ('tags', 'open'))"],
  [
    6,
    `${tables("new_")}
  insert into new_block select * from block;
  insert into new_card select * from card;
  insert into new_schedule select * from schedule;
  insert into new_review select * from review;
  drop table review;
  drop table schedule;
  drop table card;
  drop table block;
  alter table new_block rename to block;
  alter table new_card rename to card;
  alter table new_schedule rename to schedule;
  alter table new_review rename to review;
  ${indexes}`,
  ],
];

export const newestLayout = 6;

/** The steps from a layout to the newest; 0 is an empty file. undefined where no way leads from there. */
export function stepsFrom(layout: number): readonly string[] | undefined {
  if (layout === 0) return [whole];
  return layout < firstLayout ? undefined : steps.filter(([to]) => to > layout).map(([, sql]) => sql);
}
