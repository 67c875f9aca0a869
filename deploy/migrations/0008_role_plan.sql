-- As a SQL function it was planned anew in every statement, once for each table behind a policy; plpgsql keeps the plan.
create or replace function app.role_in_ws() returns text language plpgsql stable parallel safe security definer
set search_path = pg_catalog, pg_temp as $$
declare found_role text; begin
  select r.role into found_role from (
    select m.role from app.members m where m.workspace_id = app.ws_unverified() and m.user_id = app.uid()
    union all
    select k.role from app.api_keys k where k.workspace_id = app.ws_unverified() and k.id = app.api_key_id()
      and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  ) r join app.workspaces w on w.id = app.ws_unverified() and w.deleted_at is null limit 1;
  return found_role;
end $$;
