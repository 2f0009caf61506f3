-- Contents whose files were swept up because nobody had committed them. Whoever comes to it later is refused.
create table swept (
    tenant   uuid not null,
    content  bytea not null,
    swept_at timestamptz not null,
    primary key (tenant, content)
);
