-- A member who is added by user id gets the e-mail of a local account; only an admin of the workspace may ask.
create function app.email_of_user(p_id uuid) returns text language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select u.email from app.users u where u.id = p_id and u.disabled_at is null
    and app.rank_of(app.role_in_ws()) >= app.rank_of('admin') $$;
grant create on schema app to app_auth;
alter function app.email_of_user(uuid) owner to app_auth;
revoke create on schema app from app_auth;
revoke execute on function app.email_of_user(uuid) from public;
grant execute on function app.email_of_user(uuid) to app_user;
