-- Jobs, what happened to them, and the messages that leave with a transaction.
create table app.jobs (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('strategy','seo','roadmap')),
  -- "dispatched" is inside only: the public status is still "queued".
  status text not null default 'queued' check (status in ('queued','dispatched','running','succeeded','failed','cancelled')),
  priority smallint not null default 0,
  request json not null,
  created_by uuid not null,
  -- Counts claims; every write of a worker names the attempt it belongs to, so a zombie's write touches no row.
  attempt int not null default 0,
  max_attempts int not null default 5,
  dispatches int not null default 0,
  dispatched_at timestamptz,
  -- Nobody looks for the message before this moment: it waits on the retry ladder.
  not_before timestamptz,
  lease_until timestamptz,
  stage text,
  progress smallint not null default 0 check (progress between 0 and 100),
  event_seq int not null default 0,
  cancel_requested_at timestamptz,
  error json,
  result json,
  trace_headers jsonb not null default '{}',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  primary key (workspace_id, id),
  check ((status in ('succeeded','failed','cancelled')) = (finished_at is not null)),
  check (status <> 'succeeded' or result is not null),
  check (status <> 'failed' or error is not null)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
-- No index on lease_until, progress or stage: heartbeats stay HOT updates.
create index jobs_waiting on app.jobs (workspace_id, kind, priority desc, id) where status = 'queued';
create index jobs_held on app.jobs (workspace_id, kind) where status in ('dispatched','running');
create index jobs_newest on app.jobs (workspace_id, created_at desc, id desc);
create index jobs_finished on app.jobs (workspace_id, finished_at) where finished_at is not null;

create table app.job_events (
  workspace_id uuid not null,
  job_id uuid not null,
  seq int not null,
  type text not null,
  data json not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, job_id, seq),
  foreign key (workspace_id, job_id) references app.jobs on delete cascade
);

create table app.outbox (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  event_id uuid not null,
  routing_key text not null,
  payload json not null,
  headers jsonb not null default '{}',
  created_at timestamptz not null default now()
);

create table app.processed_events (
  workspace_id uuid not null references app.workspaces on delete cascade,
  consumer text not null,
  event_id uuid not null,
  processed_at timestamptz not null default now(),
  primary key (workspace_id, consumer, event_id)
);
create index processed_events_by_age on app.processed_events (processed_at);

create table app.idempotency_keys (
  workspace_id uuid not null references app.workspaces on delete cascade,
  key text not null check (length(key) between 1 and 255),
  request_sha256 bytea not null,
  status_code smallint,
  body json,
  headers jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, key)
);
create index idempotency_keys_by_age on app.idempotency_keys (created_at);

call app.tenant_table('app.jobs');
call app.tenant_table('app.job_events');
call app.tenant_table('app.outbox');
call app.tenant_table('app.processed_events');
call app.tenant_table('app.idempotency_keys');
create policy relaying on app.jobs to app_relay using (true) with check (true);
create policy relaying on app.outbox to app_relay using (true) with check (true);
create policy counting on app.jobs for select to app_auth using (true);
create policy purging on app.idempotency_keys to app_relay using (true);
create policy purging on app.processed_events to app_relay using (true);

create function app.guard_job_transition() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  if not (old.status, new.status) in (
    ('queued','dispatched'), ('queued','running'), ('queued','cancelled'), ('queued','failed'),
    ('dispatched','queued'), ('dispatched','running'), ('dispatched','cancelled'), ('dispatched','failed'),
    ('running','queued'), ('running','dispatched'), ('running','succeeded'), ('running','failed'), ('running','cancelled'),
    ('failed','queued'), ('cancelled','queued'))
  then raise exception 'job % can''t go from % to %', old.id, old.status, new.status using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger job_transition before update of status on app.jobs for each row
  when (old.status is distinct from new.status) execute function app.guard_job_transition();

-- Wakes the dispatcher and the relay; both look again every few seconds anyway.
create function app.wake_dispatch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  perform pg_notify('convex_dispatch', ''); return null;
end $$;
create trigger wake_on_job after insert on app.jobs for each statement execute function app.wake_dispatch();
create trigger wake_on_requeue after update of status on app.jobs for each row
  when (new.status = 'queued' and old.status is distinct from new.status) execute function app.wake_dispatch();
create trigger wake_on_event after insert on app.outbox for each statement execute function app.wake_dispatch();

-- The depth of all tenants together, for admission control: a number, never a row.
create function app.waiting_jobs(p_limit int) returns bigint language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from (select 1 from app.jobs j where j.status = 'queued' limit p_limit) waiting $$;
grant create on schema app to app_auth;
grant select on app.jobs to app_auth;
alter function app.waiting_jobs(int) owner to app_auth;
revoke create on schema app from app_auth;
revoke execute on function app.waiting_jobs(int) from public;
grant execute on function app.waiting_jobs(int) to app_user;

grant select, insert, update on app.jobs to app_user;
grant select, update on app.jobs to app_worker;
grant select, insert on app.job_events to app_user, app_worker;
grant insert on app.outbox to app_user, app_worker;
grant select, insert on app.processed_events to app_worker;
grant select, insert, update on app.idempotency_keys to app_user;
-- The relay sees where a job goes, never what is in it.
grant select (workspace_id, id, kind, status, priority, attempt, dispatches, dispatched_at, not_before, lease_until, trace_headers, created_at) on app.jobs to app_relay;
grant update (status, dispatches, dispatched_at, lease_until) on app.jobs to app_relay;
grant select, delete on app.outbox to app_relay;
grant select (workspace_id, created_at), delete on app.idempotency_keys to app_relay;
grant select (workspace_id, processed_at), delete on app.processed_events to app_relay;
