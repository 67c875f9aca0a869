-- Strategies are found by a part of their title or business name, whatever its case and accents.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- Letters without what stands above and below them; those that no decomposition takes apart are spelt out.
create function app.folded(p_text text) returns text language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp as $$
  select btrim(lower(regexp_replace(regexp_replace(normalize(
      replace(replace(replace(replace(replace(translate(p_text, 'ØøŁłĐđıŦŧ', 'OoLlDdiTt'),
        'ß', 'ss'), 'Æ', 'AE'), 'æ', 'ae'), 'Œ', 'OE'), 'œ', 'oe'), NFKD),
    '[\u0300-\u036f]+', '', 'g'), '\s+', ' ', 'g'))) $$;
revoke execute on function app.folded(text) from public;
grant execute on function app.folded(text) to app_user, app_worker, app_search;

-- Two lines, so that nothing is found that begins in one and ends in the other; bounded, as an index entry is.
alter table app.strategies add column search_text text;
create function app.fill_search_text() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  new.search_text := left(app.folded(new.business_name) || E'\n' || app.folded(new.title), 500);
  return new;
end $$;
revoke execute on function app.fill_search_text() from public;
create trigger fill_search_text before insert or update of title, business_name on app.strategies
  for each row execute function app.fill_search_text();
update app.strategies set title = title;

-- The first answers what is common among the newest, the second what is rare.
-- squawk-ignore require-concurrent-index-creation
create index strategies_found on app.strategies (workspace_id, created_at desc, id desc)
  include (search_text, score, framework, compliance) where deleted_at is null;
-- squawk-ignore require-concurrent-index-creation
create index strategies_by_part on app.strategies using gin (workspace_id, search_text gin_trgm_ops)
  with (fastupdate = off) where deleted_at is null;

-- LIKE is not leakproof, so under row security no index could serve it. This returns ids only, of the caller's own
-- workspace, which is no parameter; the rows are read under row security as always.
create policy finding on app.strategies for select to app_search using (true);
grant select (workspace_id, id, created_at, deleted_at, search_text, score, framework, compliance)
  on app.strategies to app_search;
create function app.strategy_ids_like(
  p_text text, p_framework text, p_since timestamptz, p_until timestamptz, p_least smallint, p_greatest smallint,
  p_compliance text, p_before timestamptz, p_before_id uuid, p_limit int
) returns setof uuid language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  own uuid := app.ws();
  part text := app.folded(p_text);
  pattern text := '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  found_ids uuid[];
begin
  found_ids := array(
    select n.id from (
      select s.id, s.search_text, s.created_at, s.score, s.compliance, s.framework from app.strategies s
      where s.workspace_id = own and s.deleted_at is null and s.created_at < coalesce(p_until, 'infinity')
        and (s.created_at, s.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by s.created_at desc, s.id desc limit 5000) n
    where strpos(n.search_text, part) > 0
      and n.created_at >= coalesce(p_since, '-infinity')
      and n.score between coalesce(p_least, 0::smallint) and coalesce(p_greatest, 100::smallint)
      and (p_compliance is null or n.compliance = p_compliance)
      and (p_framework is null or n.framework = p_framework)
    limit p_limit);
  if cardinality(found_ids) < p_limit then
    found_ids := array(
      select s.id from app.strategies s
      where s.workspace_id = own and s.deleted_at is null and s.search_text like pattern
        and s.created_at >= coalesce(p_since, '-infinity') and s.created_at < coalesce(p_until, 'infinity')
        and s.score between coalesce(p_least, 0::smallint) and coalesce(p_greatest, 100::smallint)
        and (p_compliance is null or s.compliance = p_compliance)
        and (p_framework is null or s.framework = p_framework)
        and (s.created_at, s.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by s.created_at desc, s.id desc limit p_limit);
  end if;
  return query select unnest(found_ids);
end $$;
grant create on schema app to app_search;
alter function app.strategy_ids_like(text, text, timestamptz, timestamptz, smallint, smallint, text, timestamptz, uuid, int)
  owner to app_search;
revoke create on schema app from app_search;
revoke execute on function
  app.strategy_ids_like(text, text, timestamptz, timestamptz, smallint, smallint, text, timestamptz, uuid, int) from public;
grant execute on function
  app.strategy_ids_like(text, text, timestamptz, timestamptz, smallint, smallint, text, timestamptz, uuid, int) to app_user;
