-- The journal in segments: what one append added to one item, packed. Rows are only ever added.
create table if not exists run_journal (
    no       bigint primary key, -- from 1
    run      uuid   not null unique,
    last_seq bigint not null,
    last_at  timestamp(9) with time zone not null
);

create table if not exists segment (
    id     bigint primary key, -- run_journal.no * 2^40 + seq of its first entry
    item   bigint not null,    -- run_journal.no * 2^32 + the item's place; 2^32 - 1 for the run as a whole
    events varbinary,          -- entries and their payloads; null: too long, in long_value
    tokens varbinary           -- token rows of their completions; empty: none; null: in long_value
);

create index if not exists segment_by_item on segment (item);

-- Items that the header does not name.
create table if not exists added_item (
    item bigint  primary key,
    root varchar not null
);

-- What a row can't hold, cut in parts.
create table if not exists long_value (
    kind  varchar   not null,
    owner bigint    not null,
    part  int       not null,
    bytes varbinary not null,
    primary key (kind, owner, part)
);

-- Derived from the journal; can be rebuilt.
-- Finished items that are in no block yet, or whose block is out of date.
create table if not exists closed_item (
    item   bigint primary key,
    traits varbinary -- null: in long_value
);

create table if not exists item_block (
    id    bigint primary key, -- run_journal.no * 2^32 + its place
    stamp bigint not null     -- another one whenever its contents change
);
