-- A workspace that is deleted is closed at once, by deleted_at, and purged after purge_after: in batches, by a role that sees
-- nothing but the rows of workspaces whose time has come. Until then it can be opened again.
do $$ begin
  begin
    if not exists (select from pg_roles where rolname = 'app_purger') then create role app_purger; end if;
  exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
  end;
  grant app_purger to current_user;
end $$;
grant usage on schema app to app_purger;

alter table app.workspaces add column purge_after timestamptz check (purge_after is null or deleted_at is not null);
-- Only rows of deleted workspaces are in it.
-- squawk-ignore require-concurrent-index-creation
create index workspaces_to_purge on app.workspaces (purge_after) where purge_after is not null;

-- The owner of a workspace closes it, and can't see it any more then; the operator closes and opens any.
grant update (purge_after) on app.workspaces to app_user;
create policy closing on app.workspaces for update to app_operator using (true) with check (true);
grant select (purge_after), update (deleted_at, purge_after) on app.workspaces to app_operator;

create policy purging on app.workspaces to app_purger using (purge_after <= now());
grant select (id, deleted_at, purge_after), delete on app.workspaces to app_purger;
grant execute on function app.ws_unverified() to app_purger;

-- The workspace of the context, once its time has come; a function, because policies of members and of workspaces would ask
-- each other in a circle.
create function app.ws_to_purge() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.id from app.workspaces w where w.id = app.ws_unverified() and w.purge_after <= now() $$;

-- As before, and whoever purges sees the rows of that workspace.
create or replace procedure app.tenant_table(t regclass, read_role text default 'viewer', write_role text default 'editor') language plpgsql
set search_path = pg_catalog, pg_temp as $$ begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy reading on %s for select to app_user using (workspace_id = (select app.ws(%L)))', t, read_role);
  execute format('create policy inserting on %s for insert to app_user with check (workspace_id = (select app.ws(%L)))', t, write_role);
  execute format('create policy updating on %s for update to app_user using (workspace_id = (select app.ws(%L))) with check (workspace_id = (select app.ws(%L)))', t, write_role, write_role);
  execute format('create policy deleting on %s for delete to app_user using (workspace_id = (select app.ws(%L)))', t, write_role);
  execute format('create policy working on %s to app_worker using (workspace_id = (select app.ws_unverified())) with check (workspace_id = (select app.ws_unverified()))', t);
  -- Without it FORCE would make the owner's backfills silently touch no row.
  execute format('create policy migrating on %s to %I using (true) with check (true)', t, current_user);
  call app.purged_table(t);
end $$;
create procedure app.purged_table(t regclass) language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  execute format('create policy purging_workspace on %s to app_purger using (workspace_id = (select app.ws_to_purge()))', t);
  execute format('grant select (ctid, workspace_id), delete on %s to app_purger', t);
end $$;
revoke execute on procedure app.purged_table from public;
do $$ declare t regclass; begin
  for t in select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by c.oid::regclass::text loop
    call app.purged_table(t);
  end loop;
end $$;
-- Where a call to a model waits for its turn, a workspace goes by another name.
do $$ declare t regclass; begin
  foreach t in array array['app.llm_queue','app.llm_flows']::regclass[] loop
    execute format('create policy purging_workspace on %s to app_purger using (flow = (select app.ws_to_purge()))', t);
    execute format('grant select (flow), delete on %s to app_purger', t);
  end loop;
end $$;

-- What is left of a workspace: that it was there, and how much of it is gone. No name and no person.
create table app.deleted_workspaces (
  id uuid primary key,
  closed_at timestamptz not null,
  began_at timestamptz not null default now(),
  -- Null while there is something left.
  gone_at timestamptz,
  -- Table -> rows.
  purged_rows jsonb not null default '{}'
);
alter table app.deleted_workspaces enable row level security;
alter table app.deleted_workspaces force row level security;
create policy purging on app.deleted_workspaces to app_purger using (true) with check (true);
create policy operating on app.deleted_workspaces for select to app_operator using (true);
do $$ begin
  execute format('create policy migrating on app.deleted_workspaces to %I using (true) with check (true)', current_user);
end $$;
grant select, insert, update on app.deleted_workspaces to app_purger;
grant select on app.deleted_workspaces to app_operator;

create function app.workspaces_to_purge(p_limit int) returns setof uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select w.id from app.workspaces w where w.purge_after <= now() order by w.purge_after, w.id limit p_limit $$;
create function app.measure_purges() returns table (workspaces bigint, oldest_s float8) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select count(*), coalesce(max(extract(epoch from now() - w.purge_after)), 0)::float8 from app.workspaces w where w.purge_after <= now() $$;

-- One batch of one table, in the context of its workspace. Null when somebody else is at it, or its time has not come.
create function app.purge_rows(p_table text, p_limit int) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ws uuid := app.ws_to_purge(); gone int; begin
  if ws is null or not pg_try_advisory_xact_lock(hashtextextended('purge ' || ws::text, 0)) then return null; end if;
  execute format('delete from app.%1$I where workspace_id = $1 and ctid = any (array(select ctid from app.%1$I where workspace_id = $1 limit $2))', p_table)
    using ws, p_limit;
  get diagnostics gone = row_count;
  insert into app.deleted_workspaces as d (id, closed_at, purged_rows)
    select w.id, w.deleted_at, jsonb_build_object(p_table, gone) from app.workspaces w where w.id = ws and gone > 0
    on conflict (id) do update set closed_at = excluded.closed_at, gone_at = null, purged_rows = case when d.gone_at is null
      -- Otherwise it had been gone, and somebody brought it back from a backup.
      then d.purged_rows || jsonb_build_object(p_table, gone + coalesce((d.purged_rows ->> p_table)::bigint, 0)) else excluded.purged_rows end;
  return gone;
end $$;

-- The last row, with whatever was written since its table was emptied: who writes now waits for this and is refused then.
create function app.purge_workspace() returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ws uuid := app.ws_to_purge(); begin
  if ws is null or not pg_try_advisory_xact_lock(hashtextextended('purge ' || ws::text, 0)) then return false; end if;
  delete from app.outbox where workspace_id = ws;
  delete from app.llm_queue where flow = ws;
  delete from app.llm_flows where flow = ws;
  insert into app.deleted_workspaces as d (id, closed_at, gone_at) select w.id, w.deleted_at, clock_timestamp() from app.workspaces w where w.id = ws
    on conflict (id) do update set closed_at = excluded.closed_at, gone_at = excluded.gone_at;
  delete from app.workspaces where id = ws;
  return true;
end $$;

grant create on schema app to app_purger;
alter function app.ws_to_purge() owner to app_purger;
alter function app.workspaces_to_purge(int) owner to app_purger;
alter function app.measure_purges() owner to app_purger;
alter function app.purge_rows(text, int) owner to app_purger;
alter function app.purge_workspace() owner to app_purger;
revoke create on schema app from app_purger;
revoke execute on function app.ws_to_purge(), app.workspaces_to_purge(int), app.measure_purges(), app.purge_rows(text, int), app.purge_workspace() from public;
grant execute on function app.workspaces_to_purge(int), app.measure_purges(), app.purge_rows(text, int), app.purge_workspace() to app_relay;

-- A request that was let in before its workspace was closed waits for the closing, and makes no job afterwards. Whoever closes
-- takes the same lock alone; workers never do, so nobody waits in a circle.
create function app.refuse_job_of_closed_workspace() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
  perform pg_advisory_xact_lock_shared(hashtextextended('closing ' || new.workspace_id::text, 0));
  if exists (select from app.workspaces w where w.id = new.workspace_id and w.deleted_at is not null) then
    raise exception 'workspace % is closed', new.workspace_id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- What was reserved of the deployment's day for a call that is deleted unsettled counts as spent: nobody will say what it cost.
create function app.settle_deleted_llm_call() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
  perform app.settle_llm_deployment((old.started_at at time zone 'UTC')::date, old.reserved_nanousd, (now() at time zone 'UTC')::date, old.reserved_nanousd);
  return null;
end $$;
grant create on schema app to app_auth, app_ledger;
alter function app.refuse_job_of_closed_workspace() owner to app_auth;
alter function app.settle_deleted_llm_call() owner to app_ledger;
revoke create on schema app from app_auth, app_ledger;
revoke execute on function app.refuse_job_of_closed_workspace(), app.settle_deleted_llm_call() from public;
create trigger refuse_job_of_closed_workspace before insert on app.jobs for each row execute function app.refuse_job_of_closed_workspace();
create trigger refuse_retry_in_closed_workspace before update of status on app.jobs for each row
  when (old.status in ('failed', 'cancelled') and new.status = 'queued') execute function app.refuse_job_of_closed_workspace();
create trigger settle_deleted_llm_call after delete on app.llm_calls for each row
  when (old.settled_at is null) execute function app.settle_deleted_llm_call();
