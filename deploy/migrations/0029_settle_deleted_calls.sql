-- As before; counters that were changed by hand, or came from another backup than the call, must not keep a workspace from going.
create or replace function app.settle_deleted_llm_call() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
  update app.llm_deployment_spending set reserved_nanousd = greatest(0, reserved_nanousd - old.reserved_nanousd)
    where day = (old.started_at at time zone 'UTC')::date;
  insert into app.llm_deployment_spending as t (day, spent_nanousd) values ((now() at time zone 'UTC')::date, old.reserved_nanousd)
    on conflict (day) do update set spent_nanousd = t.spent_nanousd + excluded.spent_nanousd;
  return null;
end $$;
