-- An owner takes everything of a workspace along: also what each call to a model was, and by which schema to read it.
grant select on app.llm_calls to app_user;
grant select on public.schema_migrations to app_user;
