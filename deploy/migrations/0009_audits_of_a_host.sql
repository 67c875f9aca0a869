-- A brief names a site as people write it; the newest audit of the same host is looked up by the name alone.
create function app.host_of(site text) returns text language sql immutable parallel safe
set search_path = pg_catalog, pg_temp as $$
  select lower(regexp_replace(regexp_replace(site, '^([a-z][a-z0-9+.-]*://)?(www\.)?', '', 'i'), '[/:?#].*$', ''))
$$;
revoke execute on function app.host_of(text) from public;
grant execute on function app.host_of(text) to app_user, app_worker;
-- Only SEO workers write here, and a job that waits a few seconds for the index is in time all the same.
-- squawk-ignore require-concurrent-index-creation
create index audits_of_a_host on app.audits (workspace_id, app.host_of(domain), created_at desc);
