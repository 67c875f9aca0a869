-- The role of the operator's command. It sees the work of all workspaces and puts it right; of what customers made it sees only
-- what is counted, and that one workspace at a time. It changes no result, no member and no key.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_operator') then create role app_operator; end if;
exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
end $$;
grant usage on schema app to app_operator;

create policy operating on app.workspaces for select to app_operator using (true);
create policy operating on app.jobs to app_operator using (true) with check (true);
create policy operating on app.job_events to app_operator using (true) with check (true);
create policy operating on app.outbox to app_operator using (true) with check (true);
create policy operating on app.activity for insert to app_operator with check (true);
create policy operating on app.audit_log for insert to app_operator with check (true);
create policy operating on app.workspace_daily to app_operator using (workspace_id = (select app.ws_unverified())) with check (workspace_id = (select app.ws_unverified()));
create policy operating on app.workspace_stats to app_operator using (true) with check (workspace_id = (select app.ws_unverified()));
create policy counting on app.strategies for select to app_operator using (workspace_id = (select app.ws_unverified()));
create policy counting on app.audits for select to app_operator using (workspace_id = (select app.ws_unverified()));
create policy counting on app.roadmaps for select to app_operator using (workspace_id = (select app.ws_unverified()));
-- A reservation that nobody settled is found wherever it is.
create policy counting on app.llm_calls for select to app_operator using (settled_at is null or workspace_id = (select app.ws_unverified()));

grant select (id, name, created_at, deleted_at) on app.workspaces to app_operator;
grant select on app.jobs to app_operator;
grant update (status, max_attempts, error, result, finished_at, progress, stage, cancel_requested_at, lease_until, not_before, dispatches,
  dispatched_at, trace_headers, event_seq) on app.jobs to app_operator;
grant select, insert on app.job_events to app_operator;
grant select, insert, delete on app.outbox to app_operator;
-- As for the relay: the right to update one column, which SELECT ... FOR UPDATE asks for.
grant update (created_at) on app.outbox to app_operator;
grant insert on app.activity, app.audit_log to app_operator;
grant select, insert, update, delete on app.workspace_daily, app.workspace_stats to app_operator;
grant select (workspace_id, score, framework, compliance, deleted_at, created_at) on app.strategies to app_operator;
grant select (workspace_id, created_at) on app.audits to app_operator;
grant select (workspace_id, deleted_at, created_at) on app.roadmaps to app_operator;
grant select (workspace_id, id, job_id, started_at, settled_at, reserved_nanousd, input_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, cache_read_tokens, output_tokens, cost_nanousd) on app.llm_calls to app_operator;
grant select on public.schema_migrations to app_operator;

grant execute on function app.ws_unverified(), app.two_digits_up(bigint), app.histogram_of(smallint[]), app.array_difference(int[], int[], int[]),
  app.counts_difference(jsonb, jsonb, jsonb), app.recompute_rollups(uuid, date[]), app.day_from_rows(uuid, date), app.days_of(uuid) to app_operator;
