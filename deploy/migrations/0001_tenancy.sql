-- Roles, the tenant context, and who belongs where. Runs unchanged as any database owner with CREATEROLE and on Supabase.
do $$ declare r text; begin
  foreach r in array array['app_user','app_worker','app_relay','app_auth','app_search'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I', r); end if;
    execute format('grant %I to current_user', r);
  end loop;
end $$;
create schema app;
revoke all on schema app from public;
grant usage on schema app to app_user, app_worker, app_relay, app_auth, app_search;

create table app.users (
  id uuid primary key,
  email text not null check (email = lower(email) and length(email) between 3 and 320),
  display_name text not null default '',
  password_hash text,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index users_email on app.users (email);

create table app.workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);

create table app.members (
  workspace_id uuid not null references app.workspaces on delete cascade,
  user_id uuid not null,
  role text not null check (role in ('owner','admin','editor','viewer')),
  email text not null default '',
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index members_by_user on app.members (user_id, workspace_id) include (role);

create table app.api_keys (
  workspace_id uuid not null references app.workspaces on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('admin','editor','viewer')),
  key_hash bytea not null check (length(key_hash) = 32),
  prefix text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);
-- 32 random bytes never meet again by chance, so uniqueness needs no index that would cross tenants.
create index api_keys_by_hash on app.api_keys (key_hash);

-- The context of a transaction: set by the service with set_config(..., true), verified here against the tables.
create function app.uid() returns uuid language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select coalesce(nullif(current_setting('app.user_id', true), ''),
                  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
create function app.api_key_id() returns uuid language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('app.api_key_id', true), '')::uuid $$;
create function app.ws_unverified() returns uuid language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select nullif(current_setting('app.workspace_id', true), '')::uuid $$;
create function app.rank_of(role text) returns int language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select array_position(array['viewer','editor','admin','owner'], role) $$;

-- The caller's role in the workspace of the context, or null: a member by user id, or a live API key of that workspace.
create function app.role_in_ws() returns text language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select r.role from (
    select m.role from app.members m where m.workspace_id = app.ws_unverified() and m.user_id = app.uid()
    union all
    select k.role from app.api_keys k where k.workspace_id = app.ws_unverified() and k.id = app.api_key_id()
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  ) r join app.workspaces w on w.id = app.ws_unverified() and w.deleted_at is null limit 1 $$;
create function app.ws(need text default 'viewer') returns uuid language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select app.ws_unverified() where app.rank_of(app.role_in_ws()) >= app.rank_of(need) $$;

-- One procedure gives every tenant table the same policies.
create procedure app.tenant_table(t regclass, read_role text default 'viewer', write_role text default 'editor') language plpgsql
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
end $$;
revoke execute on procedure app.tenant_table from public;

call app.tenant_table('app.members', 'viewer', 'admin');
call app.tenant_table('app.api_keys', 'admin', 'admin');
-- Somebody without a chosen workspace may see where they belong.
create policy own_memberships on app.members for select to app_user using (user_id = (select app.uid()));
create policy authenticating on app.members to app_auth using (true) with check (true);
create policy authenticating on app.api_keys for select to app_auth using (true);

alter table app.workspaces enable row level security;
alter table app.workspaces force row level security;
create policy reading on app.workspaces for select to app_user using (id = (select app.ws()));
create policy own_workspaces on app.workspaces for select to app_user
  using (deleted_at is null and id in (select m.workspace_id from app.members m where m.user_id = (select app.uid())));
create policy updating on app.workspaces for update to app_user using (id = (select app.ws('owner'))) with check (id = (select app.ws_unverified()));
create policy authenticating on app.workspaces to app_auth using (true) with check (true);
alter table app.users enable row level security;
alter table app.users force row level security;
create policy own_account on app.users for select to app_user using (id = (select app.uid()));
create policy authenticating on app.users for select to app_auth using (true);
do $$ begin
  execute format('create policy migrating on app.workspaces to %I using (true) with check (true)', current_user);
  execute format('create policy migrating on app.users to %I using (true) with check (true)', current_user);
end $$;

-- Questions that come before there is a context. Each answers one thing only and belongs to app_auth, a role nobody can log in as.
create function app.account_for_login(p_email text) returns table (id uuid, password_hash text) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select u.id, u.password_hash from app.users u where u.email = lower(p_email) and u.disabled_at is null $$;
create function app.api_key_for_hash(p_hash bytea) returns table (workspace_id uuid, id uuid, role text) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select k.workspace_id, k.id, k.role from app.api_keys k
  where k.key_hash = p_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) $$;
-- Only an admin of the workspace in the context may ask whether an e-mail has an account.
create function app.user_id_for_email(p_email text) returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select u.id from app.users u where u.email = lower(p_email) and u.disabled_at is null
    and app.rank_of(app.role_in_ws()) >= app.rank_of('admin') $$;
create function app.create_workspace(p_id uuid, p_name text, p_email text) returns timestamptz language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare created timestamptz; begin
  if app.uid() is null then raise exception 'a workspace needs a user as its owner'; end if;
  insert into app.workspaces (id, name) values (p_id, p_name) returning created_at into created;
  insert into app.members (workspace_id, user_id, role, email) values (p_id, app.uid(), 'owner', coalesce(p_email, ''));
  return created;
end $$;
create function app.workspace_ids() returns setof uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as $$ select w.id from app.workspaces w where w.deleted_at is null order by w.id $$;

grant create on schema app to app_auth;
grant select on app.users, app.api_keys to app_auth;
grant select, insert on app.members, app.workspaces to app_auth;
grant execute on function app.uid(), app.api_key_id(), app.ws_unverified(), app.rank_of(text) to app_user, app_worker, app_relay, app_auth, app_search;
alter function app.role_in_ws() owner to app_auth;
alter function app.account_for_login(text) owner to app_auth;
alter function app.api_key_for_hash(bytea) owner to app_auth;
alter function app.user_id_for_email(text) owner to app_auth;
alter function app.create_workspace(uuid, text, text) owner to app_auth;
alter function app.workspace_ids() owner to app_auth;
revoke create on schema app from app_auth;
revoke execute on function app.role_in_ws(), app.account_for_login(text), app.api_key_for_hash(bytea), app.user_id_for_email(text),
  app.create_workspace(uuid, text, text), app.workspace_ids() from public;
grant execute on function app.role_in_ws(), app.ws(text) to app_user, app_search;
grant execute on function app.account_for_login(text), app.api_key_for_hash(bytea), app.user_id_for_email(text),
  app.create_workspace(uuid, text, text) to app_user;
grant execute on function app.workspace_ids() to app_worker;
grant select, insert, update, delete on app.members to app_user;
grant select, insert on app.api_keys to app_user;
grant update (revoked_at) on app.api_keys to app_user;
grant select on app.workspaces to app_user;
grant update (name, deleted_at) on app.workspaces to app_user;
grant select (id, email, display_name, created_at) on app.users to app_user;
