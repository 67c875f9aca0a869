-- What the installation's limit for the day is compared with, for those who watch it; no workspace can be told from it.
create function app.llm_deployment_day() returns bigint language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
  select coalesce(sum(spent_nanousd + reserved_nanousd), 0)::bigint from app.llm_deployment_spending
  where day = (now() at time zone 'UTC')::date $$;
grant create on schema app to app_ledger;
alter function app.llm_deployment_day() owner to app_ledger;
revoke create on schema app from app_ledger;
revoke execute on function app.llm_deployment_day() from public;
grant execute on function app.llm_deployment_day() to app_worker;
