-- What happened to prompts that were longer than the context. Older versions never cut one.
alter table run_summary add column if not exists cut_prompts int default 0 not null;
alter table run_summary add column if not exists dropped_tokens bigint default 0 not null;
alter table run_summary add column if not exists frames_stopped int default 0 not null;
