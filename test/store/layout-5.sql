-- The tables of layout 5, and a row in each of those that are made anew.
CREATE TABLE meta (
  name  text primary key,
  value text not null
) strict, without rowid;
CREATE TABLE event (
  row      integer primary key,
  id       text    not null check (length(id) = 32),
  device   text    not null,
  sequence integer not null check (sequence > 0),
  clock    integer not null,
  kind     text    not null,
  key      text,
  body     text    not null check (json_valid(body))
) strict;
CREATE INDEX event_key on event (key) where key is not null;
CREATE TRIGGER event_no_update before update on event begin select raise(abort, 'events are append-only'); end;
CREATE TRIGGER event_no_delete before delete on event begin select raise(abort, 'events are append-only'); end;
CREATE TABLE vault (
  id       integer primary key,
  root     text    not null unique,
  built_in integer not null default 0 check (built_in in (0, 1)),
  forgotten integer not null default 0 check (forgotten in (0, 1)),
  edition  integer not null default 0,
  settings text    not null default '',
  scanned  integer not null default 0,
  notes    integer not null default 0,
  blocks   integer not null default 0,
  cards    integer not null default 0,
  drills   integer not null default 0,
  stats    blob
, gate text not null default 'tags' check (gate in ('tags', 'open'))) strict;
CREATE TABLE note (
  vault    integer not null references vault,
  path     text    not null,
  repaired text,
  problems text    not null default '[]',
  primary key (vault, path)
) strict, without rowid;
CREATE TABLE block (
  id         integer primary key,
  key        text    not null unique check (length(key) = 32),
  vault      integer not null references vault,
  path       text    not null,
  line       integer not null,
  end_line   integer not null,
  column     integer not null,
  position   integer not null,
  headings   text    not null,
  dialect    text    not null,
  foreign_id text,
  note_type  text    not null,
  kind       text    not null check (kind in ('basic', 'reversed', 'cloze', 'typed')),
  format     text    not null check (format in ('markdown', 'html')),
  fields     text    not null,
  tags       text    not null,
  deck       text    not null,
  drills     text    not null,
  text_hash  text    not null,
  evidence   text    not null
) strict;
CREATE TABLE card (
  id      integer primary key,
  key     text    not null unique check (length(key) = 32),
  block   integer not null references block,
  ordinal integer not null check (ordinal >= 0),
  added   text    not null,
  retired integer not null default 0 check (retired in (0, 1)),
  unique (block, ordinal)
) strict;
CREATE TABLE drill (
  vault integer not null references vault,
  path  text    not null,
  id    text    not null,
  line  integer not null,
  body  text    not null check (json_valid(body)),
  primary key (vault, path, id)
) strict, without rowid;
CREATE TABLE schedule (
  key           text primary key,
  queued        integer not null check (queued in (0, 1)),
  deck          text    not null default '',
  position      integer,
  phase         text    not null check (phase in ('new', 'learning', 'review', 'relearning')),
  steps_left    integer not null check (steps_left >= 0),
  due_time      integer check (due_time > 0),
  due_day       integer check (due_day > 0),
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
CREATE TABLE review (
  day    integer not null,
  event  integer not null references event,
  key    text    not null,
  time   integer not null,
  rating text    not null check (rating in ('again', 'hard', 'good', 'easy')),
  phase  text    not null,
  interval_before integer not null,
  took   integer,
  primary key (day, event)
) strict, without rowid;
CREATE TABLE exported (
  block    text    primary key check (length(block) = 32),
  content  text    not null,
  modified integer not null check (modified > 0)
) strict, without rowid;
CREATE INDEX block_deck on block (deck);
CREATE INDEX block_drills on block (id) where drills <> '[]';
CREATE INDEX block_foreign on block (foreign_id) where foreign_id is not null;
CREATE INDEX block_place on block (vault, path);
CREATE INDEX block_text on block (text_hash);
CREATE INDEX schedule_day on schedule (deck, due_day, key, buried_day) where queued = 1 and due_day is not null;
CREATE INDEX schedule_new on schedule (deck, position, buried_day) where queued = 1 and phase = 'new';
CREATE INDEX schedule_time on schedule (due_time, buried_day) where queued = 1 and due_time is not null;
insert into vault (id, root) values (1, '/notes');
insert into block values (7, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1, 'sockets.md', 1, 4, 1, 0, '[]', 'hashcards', null, 'Basic', 'typed', 'markdown', '[]', '[]', 'Systems', '[]', 'tttttttttttttttttttttttttttttttt', 'first sight');
insert into card values (9, 'cccccccccccccccccccccccccccccccc', 7, 0, 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', 0);
insert into schedule values ('cccccccccccccccccccccccccccccccc', 1, 'Systems', 9, 'review', 0, null, 20000, 3.5, 5, 1, 0, 1700000000000, 19990, 10, 0, null, 2);
insert into event values (1, 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', 'device', 1, 1, 'review', 'cccccccccccccccccccccccccccccccc', '{}');
insert into review values (19990, 1, 'cccccccccccccccccccccccccccccccc', 1700000000000, 'good', 'new', 0, null);
pragma user_version = 5;
