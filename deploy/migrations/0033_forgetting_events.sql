-- A policy of one table must not look into another one by name, or tables can't be split into partitions: it asks a function, which
-- runs as whoever deletes.
create function app.is_event_of_ended_job(p_ws uuid, p_job uuid, p_seq int) returns boolean language sql stable parallel safe
set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.jobs j where j.workspace_id = p_ws and j.id = p_job
    and j.finished_at < now() - interval '1 day' and p_seq < j.event_seq) $$;
revoke execute on function app.is_event_of_ended_job(uuid, uuid, int) from public;
grant execute on function app.is_event_of_ended_job(uuid, uuid, int) to app_archiver;
drop policy forgetting on app.job_events;
create policy forgetting on app.job_events for delete to app_archiver
  using (workspace_id = (select app.ws_unverified()) and app.is_event_of_ended_job(workspace_id, job_id, seq));
