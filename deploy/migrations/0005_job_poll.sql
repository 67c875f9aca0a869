-- One round trip for the most frequent question: sets the context and reads one job under the caller's own policies.
create function app.read_job(p_ws uuid, p_user uuid, p_key uuid, p_id uuid)
returns table (role text, id uuid, kind text, status text, stage text, progress smallint, attempt int, created_at timestamptz,
  started_at timestamptz, finished_at timestamptz, request json, result json, error json, trace_headers jsonb, event_seq int)
language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  perform set_config('app.workspace_id', p_ws::text, true), set_config('app.user_id', coalesce(p_user::text, ''), true),
          set_config('app.api_key_id', coalesce(p_key::text, ''), true);
  return query select app.role_in_ws(), j.id, j.kind, j.status, j.stage, j.progress, j.attempt, j.created_at, j.started_at, j.finished_at,
    j.request, j.result, j.error, j.trace_headers, j.event_seq
    from (select 1) one left join app.jobs j on j.workspace_id = p_ws and j.id = p_id;
end $$;
revoke execute on function app.read_job(uuid, uuid, uuid, uuid) from public;
grant execute on function app.read_job(uuid, uuid, uuid, uuid) to app_user;
