-- What the owner of a site exported from Google Search Console: for each property its queries, its pages and the sites that
-- link to it. The rows of a table are parallel arrays, because an export replaces the former one and is read as a whole.
create table app.search_data (
  workspace_id uuid not null references app.workspaces on delete cascade,
  -- Lower case, without www., as it goes over the wire.
  domain text not null check (length(domain) between 3 and 253),
  kind text not null check (kind in ('queries','pages','linking_sites')),
  id uuid not null,
  -- Null when nobody said which days the figures are about.
  first_day date,
  last_day date check (last_day >= first_day),
  filters text[] not null default '{}',
  names text[] not null check (cardinality(names) between 1 and 5000 and array_position(names, null) is null),
  clicks bigint[] check (0 <= all (clicks) and array_position(clicks, null) is null),
  impressions bigint[] check (0 <= all (impressions) and array_position(impressions, null) is null),
  positions float8[] check (0 <= all (positions) and array_position(positions, null) is null),
  linking_pages bigint[] check (0 <= all (linking_pages) and array_position(linking_pages, null) is null),
  target_pages bigint[] check (0 <= all (target_pages) and array_position(target_pages, null) is null),
  imported_by uuid not null,
  imported_at timestamptz not null default now(),
  primary key (workspace_id, domain, kind),
  check ((first_day is null) = (last_day is null)),
  check (num_nonnulls(clicks, impressions, positions) = case kind when 'linking_sites' then 0 else 3 end),
  check (num_nonnulls(linking_pages, target_pages) = case kind when 'linking_sites' then 2 else 0 end),
  check (cardinality(names) = all (array_remove(array[cardinality(clicks), cardinality(impressions), cardinality(positions),
    cardinality(linking_pages), cardinality(target_pages)], null)))
);
create index search_data_newest on app.search_data (workspace_id, imported_at desc, id desc);

call app.tenant_table('app.search_data');
grant select, insert, update, delete on app.search_data to app_user;
grant select on app.search_data to app_worker;
