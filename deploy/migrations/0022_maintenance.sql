-- When the installation takes no new work, and what people are told then. At most one period has not ended.
create table app.maintenance (
  id bigint generated always as identity primary key,
  message text not null check (length(message) between 1 and 300),
  retry_after_s int not null check (retry_after_s between 1 and 86400),
  began_at timestamptz not null default now(),
  began_by text not null,
  ended_at timestamptz check (ended_at >= began_at),
  ended_by text
);
create unique index maintenance_now on app.maintenance ((ended_at is null)) where ended_at is null;
alter table app.maintenance enable row level security;
alter table app.maintenance force row level security;
create policy reading on app.maintenance for select to app_user using (ended_at is null);
create policy operating on app.maintenance to app_operator using (true) with check (true);
do $$ begin
  execute format('create policy migrating on app.maintenance to %I using (true) with check (true)', current_user);
end $$;
grant select (message, retry_after_s, ended_at) on app.maintenance to app_user;
grant select, insert on app.maintenance to app_operator;
grant update (ended_at, ended_by) on app.maintenance to app_operator;
