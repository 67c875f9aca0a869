-- What is old enough is deleted, by the role that looks after old data: in one workspace at a time, nothing that a total counts,
-- and nothing that is younger than these policies say, whatever the settings are.
create policy retaining on app.jobs for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy retaining on app.job_events for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy retaining on app.activity for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy retaining on app.audit_log for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy retaining on app.roadmaps for select to app_archiver using (workspace_id = (select app.ws_unverified()));

-- The last event says how a job ended, and whoever follows the job waits for it.
create policy forgetting on app.job_events for delete to app_archiver using (workspace_id = (select app.ws_unverified())
  and exists (select from app.jobs j where j.workspace_id = job_events.workspace_id and j.id = job_events.job_id
    and j.finished_at < now() - interval '1 day' and job_events.seq < j.event_seq));
create policy forgetting on app.activity for delete to app_archiver
  using (workspace_id = (select app.ws_unverified()) and created_at < now() - interval '30 days');
create policy forgetting on app.audit_log for delete to app_archiver
  using (workspace_id = (select app.ws_unverified()) and created_at < now() - interval '30 days');
create policy forgetting on app.strategies for delete to app_archiver
  using (workspace_id = (select app.ws_unverified()) and deleted_at < now() - interval '7 days');
create policy forgetting on app.roadmaps for delete to app_archiver
  using (workspace_id = (select app.ws_unverified()) and deleted_at < now() - interval '7 days');

grant select (workspace_id, id, finished_at, event_seq) on app.jobs to app_archiver;
grant select (workspace_id, job_id, seq), delete on app.job_events to app_archiver;
grant select (workspace_id, id, created_at), delete on app.activity to app_archiver;
grant select (workspace_id, id, created_at), delete on app.audit_log to app_archiver;
grant select (workspace_id, id, deleted_at), delete on app.roadmaps to app_archiver;
grant delete on app.strategies to app_archiver;
