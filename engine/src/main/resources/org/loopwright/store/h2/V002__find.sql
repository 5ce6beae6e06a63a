-- What finished items are found by. Derived from the journal; can be rebuilt.
create table if not exists item_trait (
    run      uuid    not null,
    number   int     not null, -- place in the run's order, from 0
    item     varchar not null,
    ending   varchar not null,
    outcomes varchar not null, -- a letter a turn: R, W, U
    status   varchar not null, -- of the last turn; empty when nothing was graded
    answers  varchar not null, -- each between two U+001F
    steps    varchar not null, -- U+001F node U+001E exit U+001F, for each
    turns    int     not null,
    length   int     not null,
    tokens   bigint  not null,
    entropy  double precision,
    logprob  double precision,
    primary key (run, number)
);

create table if not exists item_text (
    run    uuid      not null,
    number int       not null,
    words  varbinary not null, -- deflated
    primary key (run, number)
);

-- What people said of a run's items, and queries that they kept. No part of the journal, not derived.
create table if not exists annotation (
    id      uuid    primary key,
    run     uuid    not null,
    item    varchar not null,
    seq     bigint,           -- of the event whose text the span is in
    index   int,
    start   int,
    finish  int,
    author  varchar not null,
    kind    varchar not null,
    content varchar not null,
    at      timestamp(9) with time zone not null
);

create index if not exists annotation_by_item on annotation (run, item);

create table if not exists saved_view (
    name  varchar primary key,
    query varchar not null
);
