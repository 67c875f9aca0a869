-- What all replicas know together of a model's provider: how much may be asked, who waits for a turn, what has broken.
-- It is forgotten after a crash of the database and learnt again from the next answers, so nothing of it is logged ahead.
-- A workspace is here a number that takes its fair share; nothing of its data is. Only the database's clock counts.
do $$ begin
  begin
    if not exists (select from pg_roles where rolname = 'app_limits') then create role app_limits; end if;
  exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
  end;
  grant app_limits to current_user;
end $$;
grant usage on schema app to app_limits;

-- One row is the lock under which everything about one key and model is decided. The arrays hold requests, input tokens,
-- output tokens, all tokens; null as long as no answer has told the limit.
create unlogged table app.llm_limits (
  key_ref text not null check (key_ref ~ '^[0-9a-f]{16}$'),
  model text not null check (length(model) between 1 and 200),
  capacity float8[] not null default array[null, null, null, null]::float8[],
  available float8[] not null default array[null, null, null, null]::float8[],
  -- Seconds in which an empty bucket fills.
  refill_s float8[] not null default array[60, 60, 60, 60]::float8[],
  refilled_at timestamptz not null default clock_timestamp(),
  not_before timestamptz not null default 'epoch',
  -- Calls at the same time; null until the provider has refused one for the first time.
  allowance int check (allowance >= 1),
  successes int not null default 0,
  halved_at timestamptz not null default 'epoch',
  -- Tokens served to a workspace that always had a call waiting.
  virtual_time float8 not null default 0,
  primary key (key_ref, model)
) with (fillfactor = 40);

-- A call that waits for its turn (granted_at is null) or is under way; it vanishes by itself when its worker dies.
create unlogged table app.llm_queue (
  key_ref text not null,
  model text not null,
  call_id uuid not null,
  flow uuid not null,
  input_tokens int not null check (input_tokens >= 0),
  output_tokens int not null check (output_tokens >= 0),
  joined_at timestamptz not null,
  granted_at timestamptz,
  expires_at timestamptz not null,
  primary key (key_ref, model, call_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Up to where on the virtual clock a workspace has been served; a row behind the clock says nothing and goes.
create unlogged table app.llm_flows (
  key_ref text not null,
  model text not null,
  flow uuid not null,
  finish float8 not null,
  primary key (key_ref, model, flow)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create unlogged table app.llm_breakers (
  base_ref text not null check (base_ref ~ '^[0-9a-f]{16}$'),
  model text not null check (length(model) between 1 and 200),
  -- Null while it is closed.
  open_until timestamptz,
  open_s float8 not null default 30,
  probe uuid,
  probe_until timestamptz,
  primary key (base_ref, model),
  check ((probe is null) = (probe_until is null))
) with (fillfactor = 40);

create unlogged table app.llm_breaker_seconds (
  base_ref text not null,
  model text not null,
  second timestamptz not null,
  failures int not null default 0,
  successes int not null default 0,
  primary key (base_ref, model, second)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create unlogged table app.llm_configuration_breakers (
  base_ref text not null check (base_ref ~ '^[0-9a-f]{16}$'),
  key_ref text not null check (key_ref ~ '^[0-9a-f]{16}$'),
  kind text not null check (kind in ('key_invalid','billing','forbidden','not_found','spend_limit')),
  open_until timestamptz not null,
  primary key (base_ref, key_ref)
);

do $$ declare t regclass; begin
  foreach t in array array['app.llm_limits','app.llm_queue','app.llm_flows','app.llm_breakers','app.llm_breaker_seconds',
    'app.llm_configuration_breakers']::regclass[] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy shaping on %s to app_limits using (true) with check (true)', t);
    execute format('create policy migrating on %s to %I using (true) with check (true)', t, current_user);
    execute format('grant select, insert, update, delete on %s to app_limits', t);
  end loop;
end $$;

-- The row of a key and model, locked and with its buckets refilled up to now.
create function app.llm_limits_locked(p_key text, p_model text) returns app.llm_limits language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare l app.llm_limits; elapsed_s float8; begin
  select * into l from app.llm_limits x where x.key_ref = p_key and x.model = p_model for update;
  if not found then
    insert into app.llm_limits (key_ref, model) values (p_key, p_model) on conflict do nothing;
    select * into l from app.llm_limits x where x.key_ref = p_key and x.model = p_model for update;
  end if;
  elapsed_s := greatest(0, extract(epoch from clock_timestamp() - l.refilled_at));
  for i in 1..4 loop
    l.available[i] := least(l.capacity[i], l.available[i] + elapsed_s * l.capacity[i] / l.refill_s[i]);
  end loop;
  l.refilled_at := greatest(l.refilled_at, clock_timestamp());
  return l;
end $$;

-- Asks for a turn, and asks again: the first time takes a place in the queue, every further time keeps it. A call goes when
-- nobody ahead of it needs what is there; whoever is ahead and looks away for a moment finds his share still there.
-- wait_s says how long surely nobody gets a turn.
create function app.llm_enter(p_key text, p_model text, p_call uuid, p_flow uuid, p_input int, p_output int, p_cap int, p_slot_s float8)
returns table (granted boolean, wait_s float8, under_way int, allowance int) language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  l app.llm_limits := app.llm_limits_locked(p_key, p_model);
  t timestamptz := clock_timestamp();
  joined timestamptz := t;
  waiting int;
  is_granted boolean;
  first_tag float8;
  ahead float8[] := array[0, 0, 0, 0];
  cost float8[] := array[1, p_input, p_output, p_input + p_output];
begin
  allowance := least(coalesce(l.allowance, p_cap), p_cap);
  -- The caller's own place is kept, however late he is.
  delete from app.llm_queue q where q.key_ref = p_key and q.model = p_model and q.expires_at <= t and q.call_id <> p_call;
  select count(*) filter (where q.granted_at is not null), count(*) filter (where q.granted_at is null and q.call_id <> p_call),
         coalesce(bool_or(q.granted_at is not null) filter (where q.call_id = p_call), false),
         coalesce(min(q.joined_at) filter (where q.call_id = p_call), t)
    into under_way, waiting, is_granted, joined
    from app.llm_queue q where q.key_ref = p_key and q.model = p_model;
  wait_s := greatest(0, extract(epoch from l.not_before - t));
  granted := is_granted or (wait_s = 0 and under_way < allowance);
  if is_granted then return next; return; end if;
  if granted and waiting = 0 then
    select f.finish into first_tag from app.llm_flows f where f.key_ref = p_key and f.model = p_model and f.flow = p_flow;
  elsif granted then
    -- A workspace's calls stand on the virtual clock one behind the other, from where it has been served to.
    with calls as (
      select q.flow, q.call_id, q.joined_at, q.input_tokens, q.output_tokens from app.llm_queue q
      where q.key_ref = p_key and q.model = p_model and q.granted_at is null and q.call_id <> p_call
      union all select p_flow, p_call, joined, p_input, p_output),
    tagged as (
      select c.*, greatest(l.virtual_time, f.finish) + coalesce(sum(c.input_tokens + c.output_tokens + 1)
        over (partition by c.flow order by c.joined_at, c.call_id rows between unbounded preceding and 1 preceding), 0) as tag
      from calls c left join app.llm_flows f on f.key_ref = p_key and f.model = p_model and f.flow = c.flow),
    me as (select * from tagged c where c.call_id = p_call)
    select (select min(c.tag) from tagged c), array[count(c.*), coalesce(sum(c.input_tokens), 0),
        coalesce(sum(c.output_tokens), 0), coalesce(sum(c.input_tokens + c.output_tokens), 0)]
      into first_tag, ahead
      from me left join tagged c on (c.tag, c.joined_at, c.call_id) < (me.tag, me.joined_at, me.call_id);
    granted := under_way + ahead[1] < allowance;
  end if;
  for i in 1..4 loop
    -- A call that is larger than the bucket goes when the bucket is full, and leaves a debt.
    granted := granted and coalesce(l.available[i] - ahead[i] >= least(cost[i], l.capacity[i]), true);
  end loop;
  insert into app.llm_queue as q (key_ref, model, call_id, flow, input_tokens, output_tokens, joined_at, granted_at, expires_at)
    values (p_key, p_model, p_call, p_flow, p_input, p_output, joined, case when granted then t end,
            t + make_interval(secs => case when granted then p_slot_s else 1 end))
    on conflict (key_ref, model, call_id) do update set granted_at = excluded.granted_at, expires_at = excluded.expires_at
    -- A place that is kept for long enough is not written anew at every look.
    where excluded.granted_at is not null or q.expires_at < t + interval '600 ms';
  if not granted then return next; return; end if;
  under_way := under_way + 1;
  for i in 1..4 loop l.available[i] := l.available[i] - cost[i]; end loop;
  -- Only to where the first one waits: those who were passed by because they looked away stay ahead.
  l.virtual_time := greatest(l.virtual_time, first_tag);
  insert into app.llm_flows as f (key_ref, model, flow, finish) values (p_key, p_model, p_flow, l.virtual_time + p_input + p_output + 1)
    on conflict (key_ref, model, flow) do update
    set finish = greatest(f.finish, l.virtual_time) + p_input + p_output + 1;
  -- As long as nobody waits nobody is treated unfairly, so nothing is held against anybody.
  delete from app.llm_flows f where f.key_ref = p_key and f.model = p_model
    and (f.finish <= l.virtual_time or (waiting = 0 and f.flow <> p_flow));
  update app.llm_limits x set available = l.available, refilled_at = l.refilled_at, virtual_time = l.virtual_time
    where x.key_ref = p_key and x.model = p_model;
  return next;
end $$;

-- A call is over. p_used are the input and output tokens that counted, null when unknown; the three arrays are what the
-- headers told p_age_s seconds ago, with nulls for what they did not tell. Told twice, the second
-- time frees nothing and teaches nothing; it can only make all wait longer.
create function app.llm_leave(p_key text, p_model text, p_call uuid, p_cap int, p_is_success boolean, p_retry_s float8, p_used int[],
  p_limit float8[], p_remaining float8[], p_refill_s float8[], p_age_s float8) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  l app.llm_limits := app.llm_limits_locked(p_key, p_model);
  t timestamptz := clock_timestamp();
  mine app.llm_queue;
  back float8[];
begin
  delete from app.llm_queue q where q.key_ref = p_key and q.model = p_model and q.call_id = p_call returning * into mine;
  back := array[0, mine.input_tokens - p_used[1], mine.output_tokens - p_used[2],
                mine.input_tokens + mine.output_tokens - p_used[1] - p_used[2]];
  for i in 1..4 loop
    if mine.granted_at is not null then l.available[i] := least(l.capacity[i], l.available[i] + coalesce(back[i], 0)); end if;
    continue when p_limit[i] is null;
    l.capacity[i] := p_limit[i];
    l.refill_s[i] := p_refill_s[i];
    -- least() passes over nulls: what one of the two views does not know, the other says.
    l.available[i] := least(p_limit[i], l.available[i], p_remaining[i] + p_age_s * p_limit[i] / p_refill_s[i]);
  end loop;
  if p_retry_s is not null then
    l.not_before := greatest(l.not_before, t + make_interval(secs => least(p_retry_s, 60)));
    -- Calls that were under way together are refused together; that is one lesson, not several.
    if mine.granted_at > l.halved_at then
      l.allowance := greatest(1, least(coalesce(l.allowance, p_cap), p_cap) / 2);
      l.successes := 0;
      l.halved_at := t;
    end if;
  elsif p_is_success and mine.granted_at is not null and l.allowance < p_cap then
    l.successes := l.successes + 1;
    if l.successes >= 20 then
      l.allowance := l.allowance + 1;
      l.successes := 0;
    end if;
  end if;
  update app.llm_limits x set capacity = l.capacity, available = l.available, refill_s = l.refill_s, refilled_at = l.refilled_at,
      not_before = l.not_before, allowance = l.allowance, successes = l.successes, halved_at = l.halved_at
    where x.key_ref = p_key and x.model = p_model;
end $$;

-- A call is not made after all: its place goes, and with it what it had been given.
create function app.llm_withdraw(p_key text, p_model text, p_call uuid) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare l app.llm_limits := app.llm_limits_locked(p_key, p_model); mine app.llm_queue; cost float8[]; begin
  delete from app.llm_queue q where q.key_ref = p_key and q.model = p_model and q.call_id = p_call returning * into mine;
  if mine.granted_at is null then return; end if;
  cost := array[1, mine.input_tokens, mine.output_tokens, mine.input_tokens + mine.output_tokens];
  for i in 1..4 loop l.available[i] := least(l.capacity[i], l.available[i] + cost[i]); end loop;
  update app.llm_flows f set finish = f.finish - cost[4] - 1 where f.key_ref = p_key and f.model = p_model and f.flow = mine.flow;
  update app.llm_limits x set available = l.available, refilled_at = l.refilled_at where x.key_ref = p_key and x.model = p_model;
end $$;

-- Whether a model may be asked. While it is open the first caller after the pause gets the probe, over all replicas; a probe
-- that never reports back stands in the way for a minute.
create function app.llm_breaker_allows(p_base text, p_model text, p_call uuid)
returns table (allowed boolean, is_probe boolean, wait_s float8) language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare b app.llm_breakers; t timestamptz := clock_timestamp(); begin
  select * into b from app.llm_breakers x where x.base_ref = p_base and x.model = p_model;
  if b.open_until <= t then
    update app.llm_breakers x set probe = p_call, probe_until = t + interval '60 s'
      where x.base_ref = p_base and x.model = p_model and x.open_until <= t and (x.probe_until is null or x.probe_until <= t);
    if found then return query select true, true, 0::float8; return; end if;
    -- Somebody else was faster, and may even have closed it.
    select * into b from app.llm_breakers x where x.base_ref = p_base and x.model = p_model;
  end if;
  return query select b.open_until is null, false,
    coalesce(greatest(0, extract(epoch from greatest(b.open_until, b.probe_until) - t)), 0)::float8;
end $$;

-- What became of a call: failed, not failed, or null for an end that says nothing about the model.
create function app.llm_breaker_report(p_base text, p_model text, p_call uuid, p_failed boolean) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare b app.llm_breakers; t timestamptz; begin
  insert into app.llm_breakers (base_ref, model) values (p_base, p_model) on conflict do nothing;
  select * into b from app.llm_breakers x where x.base_ref = p_base and x.model = p_model for update;
  t := clock_timestamp();
  if b.open_until is not null then
    -- Calls from before it opened say nothing new.
    if b.probe is distinct from p_call then return; end if;
    if p_failed then b.open_s := least(b.open_s * 2, 300); end if;
    update app.llm_breakers x set probe = null, probe_until = null, open_s = b.open_s,
        open_until = case when p_failed then t + make_interval(secs => b.open_s) when p_failed is null then b.open_until end
      where x.base_ref = p_base and x.model = p_model;
    return;
  end if;
  if p_failed is null then return; end if;
  insert into app.llm_breaker_seconds as s (base_ref, model, second, failures, successes)
    values (p_base, p_model, date_trunc('second', t), p_failed::int, (not p_failed)::int)
    on conflict (base_ref, model, second) do update
    set failures = s.failures + excluded.failures, successes = s.successes + excluded.successes;
  delete from app.llm_breaker_seconds s where s.base_ref = p_base and s.model = p_model and s.second <= t - interval '30 s';
  if not p_failed or not (select sum(s.failures) >= 5 and sum(s.failures) >= sum(s.successes) from app.llm_breaker_seconds s
                          where s.base_ref = p_base and s.model = p_model) then return; end if;
  -- When it closes again, what opened it is too old to count.
  update app.llm_breakers x set open_until = t + interval '30 s', open_s = 30 where x.base_ref = p_base and x.model = p_model;
end $$;

create function app.llm_breaker_states(p_base text) returns table (model text, state text) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select b.model, case when b.open_until is null then 'closed' when b.probe_until > clock_timestamp() then 'half_open' else 'open' end
  from app.llm_breakers b where b.base_ref = p_base order by b.model $$;

-- What an operator has to mend; another key has a row of its own, so a changed key is free at once.
create function app.llm_configuration_open(p_base text, p_key text) returns text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select c.kind from app.llm_configuration_breakers c
  where c.base_ref = p_base and c.key_ref = p_key and c.open_until > clock_timestamp() $$;
create function app.llm_configuration_report(p_base text, p_key text, p_kind text) returns void language sql security definer
set search_path = pg_catalog, pg_temp as $$
  insert into app.llm_configuration_breakers (base_ref, key_ref, kind, open_until)
    values (p_base, p_key, p_kind, clock_timestamp() + interval '15 minutes')
    on conflict (base_ref, key_ref) do update set kind = excluded.kind, open_until = excluded.open_until $$;

grant create on schema app to app_limits;
do $$ declare f regprocedure; begin
  for f in select p.oid from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname in ('llm_limits_locked','llm_enter',
      'llm_leave','llm_withdraw','llm_breaker_allows','llm_breaker_report','llm_breaker_states','llm_configuration_open',
      'llm_configuration_report') loop
    execute format('alter function %s owner to app_limits', f);
    execute format('revoke execute on function %s from public', f);
    if f::text not like '%llm\_limits\_locked%' then execute format('grant execute on function %s to app_worker', f); end if;
  end loop;
end $$;
revoke create on schema app from app_limits;
