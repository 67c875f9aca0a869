-- Members see each other's names; what else an account holds stays its owner's.
create policy fellow_members on app.users for select to app_user
  using (id in (select m.user_id from app.members m where m.workspace_id = (select app.ws())));

-- When a key was used last, to the minute: more would be a write per request.
alter table app.api_keys add column last_used_at timestamptz;
create policy noting_use on app.api_keys for update to app_auth using (true) with check (true);
grant update (last_used_at) on app.api_keys to app_auth;
create function app.is_key_use_unnoted(p_workspace_id uuid, p_id uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(k.last_used_at < now() - interval '1 minute', true) from app.api_keys k
  where k.workspace_id = p_workspace_id and k.id = p_id $$;
create function app.note_key_use(p_workspace_id uuid, p_id uuid) returns void language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$
  update app.api_keys k set last_used_at = now()
  where k.workspace_id = p_workspace_id and k.id = p_id
    and coalesce(k.last_used_at < now() - interval '1 minute', true) $$;
grant create on schema app to app_auth;
alter function app.is_key_use_unnoted(uuid, uuid) owner to app_auth;
alter function app.note_key_use(uuid, uuid) owner to app_auth;
revoke create on schema app from app_auth;
revoke execute on function app.is_key_use_unnoted(uuid, uuid), app.note_key_use(uuid, uuid) from public;
grant execute on function app.is_key_use_unnoted(uuid, uuid), app.note_key_use(uuid, uuid) to app_user;
