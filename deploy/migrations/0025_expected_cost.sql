-- Members may know what strategies of their workspace took, which the form of the next one says. Of a call they see no more.
grant select (workspace_id, job_id, model, started_at, settled_at, cost_nanousd) on app.llm_calls to app_user;
