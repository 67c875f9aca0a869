-- The role of what watches the server (postgres_exporter). It reads what Postgres tells of itself, and no row of any table.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_monitor') then create role app_monitor; end if;
exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
end $$;
do $$ begin
  if not pg_has_role('app_monitor', 'pg_monitor', 'member') then grant pg_monitor to app_monitor; end if;
exception
  when duplicate_object or unique_violation then null; -- as above
  -- From Postgres 16 on an owner who is no superuser may hand on only what was given to him for that.
  when insufficient_privilege then raise warning 'app_monitor sees little until a superuser runs: grant pg_monitor to app_monitor';
end $$;
