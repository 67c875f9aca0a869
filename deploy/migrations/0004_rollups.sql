-- Per-workspace roll-ups. An event only says which (workspace, UTC day) changed; the bucket is recomputed from the rows and the
-- difference goes to the totals under their lock. So duplicates, any order, updates and deletes can't make them wrong.
create table app.workspace_daily (
  workspace_id uuid not null references app.workspaces on delete cascade,
  day date not null,
  strategies int not null,
  sum_score bigint not null,
  scores smallint[] not null,
  by_framework jsonb not null,
  by_compliance jsonb not null,
  audits int not null,
  roadmaps int not null,
  jobs_succeeded int not null,
  jobs_failed int not null,
  jobs_cancelled int not null,
  -- kind -> milliseconds from request to result, rounded up to two significant digits -> number of jobs
  latency jsonb not null,
  tokens bigint not null,
  cost_nanousd bigint not null,
  primary key (workspace_id, day)
) with (fillfactor = 70);

create table app.workspace_stats (
  workspace_id uuid primary key references app.workspaces on delete cascade,
  strategies int not null default 0,
  sum_score bigint not null default 0,
  histogram int[] not null default array_fill(0, array[101]),
  by_framework jsonb not null default '{}',
  by_compliance jsonb not null default '{}',
  audits int not null default 0,
  roadmaps int not null default 0,
  jobs_succeeded int not null default 0,
  jobs_failed int not null default 0,
  jobs_cancelled int not null default 0,
  tokens bigint not null default 0,
  cost_nanousd bigint not null default 0,
  refreshed_at timestamptz
) with (fillfactor = 50);

call app.tenant_table('app.workspace_daily');
call app.tenant_table('app.workspace_stats');
grant select on app.workspace_daily, app.workspace_stats to app_user;
grant select, insert, update, delete on app.workspace_daily, app.workspace_stats to app_worker;

create function app.two_digits_up(ms bigint) returns bigint language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case when ms <= 99 then greatest(ms, 1) else (ceil(ms / p) * p)::bigint end
  from (select power(10, length(ms::text) - 2)::numeric as p) scale $$;
create function app.histogram_of(scores smallint[]) returns int[] language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select array_agg(coalesce(n, 0) order by bucket) from generate_series(0, 100) bucket
  left join (select score, count(*)::int as n from unnest(scores) score group by score) counted on counted.score = bucket $$;
create function app.array_difference(a int[], plus int[], minus int[]) returns int[] language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select array_agg(x + y - z order by o) from unnest(a, plus, minus) with ordinality as u(x, y, z, o) $$;
-- Keys whose count reaches nought go, so that a rebuild gives the same bytes.
create function app.counts_difference(a jsonb, plus jsonb, minus jsonb) returns jsonb language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(key, n), '{}') from (
    select key, sum(n) as n from (
      select key, value::bigint as n from jsonb_each_text(a)
      union all select key, value::bigint from jsonb_each_text(plus)
      union all select key, -value::bigint from jsonb_each_text(minus)) parts
    group by key having sum(n) <> 0) summed $$;

-- What the rows say about one UTC day. Runs as the caller, so row-level security holds.
create function app.day_from_rows(p_ws uuid, p_day date) returns app.workspace_daily language sql stable
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  with s as (
    select score, framework, compliance, tokens, cost_nanousd from app.strategies
    where workspace_id = p_ws and deleted_at is null and created_at >= p_day::timestamptz and created_at < (p_day + 1)::timestamptz),
  j as (
    select kind, status, app.two_digits_up(greatest(0, (extract(epoch from finished_at - created_at) * 1000)::bigint)) as ms from app.jobs
    where workspace_id = p_ws and finished_at >= p_day::timestamptz and finished_at < (p_day + 1)::timestamptz)
  select p_ws, p_day,
    (select count(*)::int from s), (select coalesce(sum(score), 0)::bigint from s),
    (select coalesce(array_agg(score order by score), '{}') from s),
    (select coalesce(jsonb_object_agg(framework, n), '{}') from (select framework, count(*) as n from s group by 1) f),
    (select coalesce(jsonb_object_agg(compliance, n), '{}') from (select compliance, count(*) as n from s group by 1) c),
    (select count(*)::int from app.audits where workspace_id = p_ws and created_at >= p_day::timestamptz and created_at < (p_day + 1)::timestamptz),
    (select count(*)::int from app.roadmaps where workspace_id = p_ws and deleted_at is null and created_at >= p_day::timestamptz and created_at < (p_day + 1)::timestamptz),
    (select count(*)::int from j where status = 'succeeded'), (select count(*)::int from j where status = 'failed'),
    (select count(*)::int from j where status = 'cancelled'),
    (select coalesce(jsonb_object_agg(kind, counts), '{}') from (
       select kind, jsonb_object_agg(ms, n) as counts from (select kind, ms, count(*) as n from j where status = 'succeeded' group by 1, 2) b group by 1) l),
    (select coalesce(sum(tokens), 0)::bigint from s), (select coalesce(sum(cost_nanousd), 0)::bigint from s) $$;

-- Recomputes the given days and moves the totals by the difference; returns how many buckets changed.
create function app.recompute_rollups(p_ws uuid, p_days date[]) returns int language plpgsql
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare was app.workspace_daily; now_is app.workspace_daily; d date; changed int := 0; empty_hist int[] := array_fill(0, array[101]);
begin
  insert into app.workspace_stats (workspace_id) values (p_ws) on conflict do nothing;
  -- Serialises one workspace; under READ COMMITTED every later statement sees all that committed before.
  perform 1 from app.workspace_stats where workspace_id = p_ws for update;
  for d in select distinct x from unnest(p_days) x order by x loop
    select * into now_is from app.day_from_rows(p_ws, d);
    select * into was from app.workspace_daily where workspace_id = p_ws and day = d;
    continue when now_is is not distinct from was;
    if not found and now_is.strategies + now_is.audits + now_is.roadmaps + now_is.jobs_succeeded + now_is.jobs_failed + now_is.jobs_cancelled = 0 then continue; end if;
    changed := changed + 1;
    update app.workspace_stats t set
      strategies = t.strategies + now_is.strategies - coalesce(was.strategies, 0),
      sum_score = t.sum_score + now_is.sum_score - coalesce(was.sum_score, 0),
      histogram = app.array_difference(t.histogram, app.histogram_of(now_is.scores), coalesce(app.histogram_of(was.scores), empty_hist)),
      by_framework = app.counts_difference(t.by_framework, now_is.by_framework, coalesce(was.by_framework, '{}')),
      by_compliance = app.counts_difference(t.by_compliance, now_is.by_compliance, coalesce(was.by_compliance, '{}')),
      audits = t.audits + now_is.audits - coalesce(was.audits, 0),
      roadmaps = t.roadmaps + now_is.roadmaps - coalesce(was.roadmaps, 0),
      jobs_succeeded = t.jobs_succeeded + now_is.jobs_succeeded - coalesce(was.jobs_succeeded, 0),
      jobs_failed = t.jobs_failed + now_is.jobs_failed - coalesce(was.jobs_failed, 0),
      jobs_cancelled = t.jobs_cancelled + now_is.jobs_cancelled - coalesce(was.jobs_cancelled, 0),
      tokens = t.tokens + now_is.tokens - coalesce(was.tokens, 0),
      cost_nanousd = t.cost_nanousd + now_is.cost_nanousd - coalesce(was.cost_nanousd, 0),
      refreshed_at = clock_timestamp()
    where t.workspace_id = p_ws;
    delete from app.workspace_daily where workspace_id = p_ws and day = d;
    if now_is.strategies + now_is.audits + now_is.roadmaps + now_is.jobs_succeeded + now_is.jobs_failed + now_is.jobs_cancelled > 0 then
      insert into app.workspace_daily select now_is.*;
    end if;
  end loop;
  return changed;
end $$;

-- Every day that a row or a bucket knows of, for a rebuild and for the audit of the roll-ups.
create function app.days_of(p_ws uuid) returns setof date language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select created_at::date from app.strategies where workspace_id = p_ws
  union select created_at::date from app.audits where workspace_id = p_ws
  union select created_at::date from app.roadmaps where workspace_id = p_ws
  union select finished_at::date from app.jobs where workspace_id = p_ws and finished_at is not null
  union select day from app.workspace_daily where workspace_id = p_ws $$;
revoke execute on function app.recompute_rollups(uuid, date[]), app.day_from_rows(uuid, date), app.days_of(uuid) from public;
grant execute on function app.two_digits_up(bigint), app.histogram_of(smallint[]), app.array_difference(int[], int[], int[]),
  app.counts_difference(jsonb, jsonb, jsonb), app.recompute_rollups(uuid, date[]), app.day_from_rows(uuid, date), app.days_of(uuid) to app_worker;
