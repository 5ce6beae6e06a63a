-- The journal: the truth. Rows are only ever added.
create table if not exists run (
    id       uuid   primary key,
    last_seq bigint not null
);

create table if not exists event (
    run       uuid      not null,
    seq       bigint    not null,
    item      varchar,            -- path of the root frame
    frame     varchar,
    frame_seq int       not null,
    at        timestamp(9) with time zone not null,
    type      varchar   not null,
    version   int       not null,
    payload   varchar   not null,
    primary key (run, seq)
);

create unique index if not exists event_by_frame on event (run, frame, frame_seq);

-- The item leads, because H2 uses an index for `item in (...)` only then.
create index if not exists event_by_item on event (item, run, seq);

-- Token rows of a Generated event's completions; see TokenPacking.
create table if not exists completion (
    run              uuid      not null,
    seq              bigint    not null,
    index            int       not null,
    prompt_ids       varbinary,       -- null: as the completion before
    ids              varbinary not null,
    log_prob         varbinary,
    sampler_log_prob varbinary,
    entropy          varbinary,
    primary key (run, seq, index)
);

-- Derived from the journal; can be rebuilt.
create table if not exists item_turn (
    run               uuid    not null,
    grader            varchar not null,
    item              varchar not null,
    sample            int     not null,
    turn              int     not null,
    content_hash      varchar not null,
    cluster           varchar not null,
    status            varchar not null,
    correct           boolean not null,
    extracted         varchar,
    verdict           varchar,
    prompt_tokens     bigint  not null,
    completion_tokens bigint  not null,
    primary key (run, item, grader, sample, turn)
);

create table if not exists run_summary (
    run               uuid    primary key,
    status            varchar not null,
    started_at        timestamp(9) with time zone not null,
    ended_at          timestamp(9) with time zone,
    items_done        int     not null,
    items_failed      int     not null,
    prompt_tokens     bigint  not null,
    reused_tokens     bigint  not null,
    completion_tokens bigint  not null,
    busy_nanos        bigint  not null,
    wall_nanos        bigint  not null,
    brands            varchar not null, -- labels, one a line
    provenance        varchar not null  -- labels, one a line
);

create table if not exists exit_count (
    run    uuid    not null,
    node   varchar not null,
    exit   varchar not null,
    target varchar not null,
    taken  bigint  not null,
    primary key (run, node, exit, target)
);
