-- The role of dashboards. Of every workspace it reads what a day has counted and what models have cost, and nothing that
-- anybody wrote but the workspace's name. It changes nothing.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_reports') then create role app_reports; end if;
exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
end $$;
grant usage on schema app to app_reports;

create policy reporting on app.workspaces for select to app_reports using (deleted_at is null);
create policy reporting on app.workspace_daily for select to app_reports using (true);
create policy reporting on app.llm_spending for select to app_reports using (true);

grant select (id, name, created_at, deleted_at) on app.workspaces to app_reports;
grant select (workspace_id, day, strategies, sum_score, by_framework, audits, roadmaps, jobs_succeeded, jobs_failed, jobs_cancelled,
  tokens, cost_nanousd) on app.workspace_daily to app_reports;
grant select on app.llm_spending to app_reports;
