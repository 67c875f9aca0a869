-- What language models cost: every call, the limits, and what is spent and reserved against them, in billionths of a dollar.
-- A call reserves its worst case before it is made and gives it back when it is settled at what it cost.
do $$ begin
  begin
    if not exists (select from pg_roles where rolname = 'app_ledger') then create role app_ledger; end if;
  exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
  end;
  grant app_ledger to current_user;
end $$;
grant usage on schema app to app_ledger;

create table app.llm_calls (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  -- No foreign key: what was paid stays on the books whatever becomes of the job.
  job_id uuid not null,
  job_attempt int not null check (job_attempt >= 1),
  attempt int not null check (attempt >= 1),
  purpose text not null check (purpose in ('first','spine','part','repair','warmup')),
  model text not null,
  sections text[] not null,
  prompt_version text not null,
  price_version text not null,
  request_id text,
  started_at timestamptz not null,
  settled_at timestamptz check (settled_at >= started_at),
  ttft_ms int,
  total_ms int,
  stop_reason text,
  error_type text,
  input_tokens bigint not null default 0 check (input_tokens >= 0),
  cache_write_5m_tokens bigint not null default 0 check (cache_write_5m_tokens >= 0),
  cache_write_1h_tokens bigint not null default 0 check (cache_write_1h_tokens >= 0),
  cache_read_tokens bigint not null default 0 check (cache_read_tokens >= 0),
  output_tokens bigint not null default 0 check (output_tokens >= 0),
  -- Part of the output tokens.
  thinking_tokens bigint not null default 0 check (thinking_tokens >= 0),
  is_estimated boolean not null default false,
  reserved_nanousd bigint not null check (reserved_nanousd > 0),
  cost_nanousd bigint not null default 0 check (cost_nanousd >= 0),
  primary key (workspace_id, id),
  check (settled_at is not null or cost_nanousd = 0)
);
create index llm_calls_by_job on app.llm_calls (workspace_id, job_id);
create index llm_calls_settled on app.llm_calls (workspace_id, settled_at) where settled_at is not null;
create index llm_calls_open on app.llm_calls (started_at) where settled_at is null;

-- Null stands for the default of the deployment, 0 for no calls at all.
create table app.llm_budgets (
  workspace_id uuid primary key references app.workspaces on delete cascade,
  per_strategy_nanousd bigint check (per_strategy_nanousd >= 0),
  per_day_nanousd bigint check (per_day_nanousd >= 0),
  per_month_nanousd bigint check (per_month_nanousd >= 0),
  updated_by uuid not null,
  updated_at timestamptz not null default now()
);

-- Counters of UTC days and months: costs by when they were settled, reservations by when they were made.
create table app.llm_spending (
  workspace_id uuid not null references app.workspaces on delete cascade,
  period text not null check (period in ('day','month')),
  starts_on date not null,
  spent_nanousd bigint not null default 0 check (spent_nanousd >= 0),
  reserved_nanousd bigint not null default 0 check (reserved_nanousd >= 0),
  primary key (workspace_id, period, starts_on)
) with (fillfactor = 50);

-- The same of all workspaces together; nobody who can log in reads or writes it, but for the two functions below.
create table app.llm_deployment_spending (
  day date primary key,
  spent_nanousd bigint not null default 0 check (spent_nanousd >= 0),
  reserved_nanousd bigint not null default 0 check (reserved_nanousd >= 0)
) with (fillfactor = 50);

call app.tenant_table('app.llm_calls');
call app.tenant_table('app.llm_budgets', 'viewer', 'admin');
call app.tenant_table('app.llm_spending');
create policy sweeping on app.llm_calls for select to app_ledger using (settled_at is null);
alter table app.llm_deployment_spending enable row level security;
alter table app.llm_deployment_spending force row level security;
create policy counting on app.llm_deployment_spending to app_ledger using (true) with check (true);
do $$ begin
  execute format('create policy migrating on app.llm_deployment_spending to %I using (true) with check (true)', current_user);
end $$;
grant select, insert, update on app.llm_calls, app.llm_spending to app_worker;
grant select on app.llm_budgets to app_worker;
grant select on app.llm_spending to app_user;
grant select, insert, update on app.llm_budgets to app_user;
grant select, insert, update on app.llm_deployment_spending to app_ledger;
grant select (workspace_id, id, started_at, settled_at) on app.llm_calls to app_ledger;

-- Reserves for the whole deployment: null when it did, otherwise what the day already stands at.
create function app.reserve_llm_deployment(p_day date, p_amount bigint, p_limit bigint) returns bigint language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare stands_at bigint; begin
  if p_amount <= 0 then raise exception 'a reservation of % is none', p_amount using errcode = 'check_violation'; end if;
  insert into app.llm_deployment_spending (day) values (p_day) on conflict do nothing;
  update app.llm_deployment_spending set reserved_nanousd = reserved_nanousd + p_amount
    where day = p_day and spent_nanousd + reserved_nanousd + p_amount <= p_limit;
  if found then return null; end if;
  select spent_nanousd + reserved_nanousd into stands_at from app.llm_deployment_spending where day = p_day;
  return stands_at;
end $$;
create function app.settle_llm_deployment(p_reserved_on date, p_reserved bigint, p_settled_on date, p_cost bigint) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$ begin
  -- The earlier day first, as everybody does: two that settle can't wait for each other.
  update app.llm_deployment_spending set reserved_nanousd = reserved_nanousd - p_reserved where day = p_reserved_on;
  insert into app.llm_deployment_spending as t (day, spent_nanousd) values (p_settled_on, p_cost)
    on conflict (day) do update set spent_nanousd = t.spent_nanousd + excluded.spent_nanousd;
end $$;
-- Which reservations were never settled, by ids alone; each is settled in the context of its workspace.
create function app.stale_llm_calls(p_before timestamptz, p_limit int) returns table (workspace_id uuid, id uuid) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.workspace_id, c.id from app.llm_calls c where c.settled_at is null and c.started_at < p_before order by c.started_at limit p_limit $$;

-- Checks the four limits and reserves; `refused` names the limit that is reached, and nothing has changed then. One workspace
-- at a time; runs as the caller, so row-level security holds. A call that cost nothing was never answered and doesn't count.
create function app.reserve_llm(p_ws uuid, p_job uuid, p_at timestamptz, p_amount bigint, p_calls int, p_strategy bigint, p_day bigint, p_month bigint,
  p_deployment bigint) returns table (refused text, limit_nanousd bigint, spent_nanousd bigint, is_near boolean) language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  today date := (p_at at time zone 'UTC')::date; month date := date_trunc('month', p_at at time zone 'UTC')::date;
  calls bigint; of_job bigint; of_day bigint; of_month bigint; of_all bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('llm ' || p_ws::text, 0));
  select coalesce(b.per_strategy_nanousd, p_strategy), coalesce(b.per_day_nanousd, p_day), coalesce(b.per_month_nanousd, p_month)
    into p_strategy, p_day, p_month from (select 1) one left join app.llm_budgets b on b.workspace_id = p_ws;
  select count(*), coalesce(sum(case when c.settled_at is null then c.reserved_nanousd else c.cost_nanousd end), 0) into calls, of_job
    from app.llm_calls c where c.workspace_id = p_ws and c.job_id = p_job and (c.settled_at is null or c.cost_nanousd > 0);
  select coalesce(sum(s.spent_nanousd + s.reserved_nanousd) filter (where s.period = 'day'), 0),
         coalesce(sum(s.spent_nanousd + s.reserved_nanousd) filter (where s.period = 'month'), 0) into of_day, of_month
    from app.llm_spending s where s.workspace_id = p_ws and (s.period, s.starts_on) in (('day', today), ('month', month));
  if calls >= p_calls or of_job + p_amount > p_strategy then return query select 'strategy', p_strategy, of_job, false; return; end if;
  if of_day + p_amount > p_day then return query select 'day', p_day, of_day, false; return; end if;
  if of_month + p_amount > p_month then return query select 'month', p_month, of_month, false; return; end if;
  -- Last, because its row is everybody's: nobody waits for it longer than a commit takes.
  of_all := app.reserve_llm_deployment(today, p_amount, p_deployment);
  if of_all is not null then return query select 'deployment', p_deployment, of_all, false; return; end if;
  insert into app.llm_spending as t (workspace_id, period, starts_on, reserved_nanousd) values (p_ws, 'day', today, p_amount), (p_ws, 'month', month, p_amount)
    on conflict (workspace_id, period, starts_on) do update set reserved_nanousd = t.reserved_nanousd + excluded.reserved_nanousd;
  return query select null::text, null::bigint, null::bigint, (of_day + p_amount) * 5 >= p_day * 4 or (of_month + p_amount) * 5 >= p_month * 4;
end $$;

-- Gives a reservation back where it was made and books the cost where it was settled, also a cost above the reservation.
create function app.settle_llm(p_ws uuid, p_reserved_at timestamptz, p_reserved bigint, p_settled_at timestamptz, p_cost bigint) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  was timestamp := p_reserved_at at time zone 'UTC'; now_is timestamp := p_settled_at at time zone 'UTC';
begin
  perform pg_advisory_xact_lock(hashtextextended('llm ' || p_ws::text, 0));
  update app.llm_spending set reserved_nanousd = reserved_nanousd - p_reserved
    where workspace_id = p_ws and (period, starts_on) in (('day', was::date), ('month', date_trunc('month', was)::date));
  insert into app.llm_spending as t (workspace_id, period, starts_on, spent_nanousd)
    values (p_ws, 'day', now_is::date, p_cost), (p_ws, 'month', date_trunc('month', now_is)::date, p_cost)
    on conflict (workspace_id, period, starts_on) do update set spent_nanousd = t.spent_nanousd + excluded.spent_nanousd;
  perform app.settle_llm_deployment(was::date, p_reserved, now_is::date, p_cost);
end $$;

grant create on schema app to app_ledger;
alter function app.reserve_llm_deployment(date, bigint, bigint) owner to app_ledger;
alter function app.settle_llm_deployment(date, bigint, date, bigint) owner to app_ledger;
alter function app.stale_llm_calls(timestamptz, int) owner to app_ledger;
revoke create on schema app from app_ledger;
revoke execute on function app.reserve_llm_deployment(date, bigint, bigint), app.settle_llm_deployment(date, bigint, date, bigint),
  app.stale_llm_calls(timestamptz, int), app.reserve_llm(uuid, uuid, timestamptz, bigint, int, bigint, bigint, bigint, bigint),
  app.settle_llm(uuid, timestamptz, bigint, timestamptz, bigint) from public;
grant execute on function app.reserve_llm_deployment(date, bigint, bigint), app.settle_llm_deployment(date, bigint, date, bigint),
  app.stale_llm_calls(timestamptz, int), app.reserve_llm(uuid, uuid, timestamptz, bigint, int, bigint, bigint, bigint, bigint),
  app.settle_llm(uuid, timestamptz, bigint, timestamptz, bigint) to app_worker;

-- Tokens and cost of a day are those of the calls that were settled on it, whatever became of their jobs.
create or replace function app.day_from_rows(p_ws uuid, p_day date) returns app.workspace_daily language sql stable
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  with s as (
    select score, framework, compliance from app.strategies
    where workspace_id = p_ws and deleted_at is null and created_at >= p_day::timestamptz and created_at < (p_day + 1)::timestamptz),
  j as (
    select kind, status, app.two_digits_up(greatest(0, (extract(epoch from finished_at - created_at) * 1000)::bigint)) as ms from app.jobs
    where workspace_id = p_ws and finished_at >= p_day::timestamptz and finished_at < (p_day + 1)::timestamptz),
  m as (
    select input_tokens + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens + output_tokens as tokens, cost_nanousd from app.llm_calls
    where workspace_id = p_ws and settled_at >= p_day::timestamptz and settled_at < (p_day + 1)::timestamptz)
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
    (select coalesce(sum(tokens), 0)::bigint from m), (select coalesce(sum(cost_nanousd), 0)::bigint from m) $$;
-- As before; a day on which nothing but calls happened has a bucket too.
create or replace function app.recompute_rollups(p_ws uuid, p_days date[]) returns int language plpgsql
set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare was app.workspace_daily; now_is app.workspace_daily; d date; changed int := 0; is_empty boolean; empty_hist int[] := array_fill(0, array[101]);
begin
  insert into app.workspace_stats (workspace_id) values (p_ws) on conflict do nothing;
  -- Serialises one workspace; under READ COMMITTED every later statement sees all that committed before.
  perform 1 from app.workspace_stats where workspace_id = p_ws for update;
  for d in select distinct x from unnest(p_days) x order by x loop
    select * into now_is from app.day_from_rows(p_ws, d);
    is_empty := now_is.strategies + now_is.audits + now_is.roadmaps + now_is.jobs_succeeded + now_is.jobs_failed + now_is.jobs_cancelled
      + now_is.tokens + now_is.cost_nanousd = 0;
    select * into was from app.workspace_daily where workspace_id = p_ws and day = d;
    continue when now_is is not distinct from was;
    continue when not found and is_empty;
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
    if not is_empty then
      insert into app.workspace_daily select now_is.*;
    end if;
  end loop;
  return changed;
end $$;
create or replace function app.days_of(p_ws uuid) returns setof date language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select created_at::date from app.strategies where workspace_id = p_ws
  union select created_at::date from app.audits where workspace_id = p_ws
  union select created_at::date from app.roadmaps where workspace_id = p_ws
  union select finished_at::date from app.jobs where workspace_id = p_ws and finished_at is not null
  union select settled_at::date from app.llm_calls where workspace_id = p_ws and settled_at is not null
  union select day from app.workspace_daily where workspace_id = p_ws $$;
