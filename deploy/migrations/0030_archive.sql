-- Versions that are no longer current may leave for object storage, a pack of them at a time. What a row says stays fixed: the
-- database itself compares what leaves with what was stored, and what comes back with what had left.
do $$ begin
  if not exists (select from pg_roles where rolname = 'app_archiver') then create role app_archiver; end if;
exception when duplicate_object or unique_violation then null; -- the migration of another database was faster
end $$;
grant usage on schema app to app_archiver;

-- Without a cascade: a workspace can't go while its objects are in the storage.
create table app.archive_packs (
  workspace_id uuid not null references app.workspaces,
  id uuid not null,
  object_key text not null,
  sha256 bytea not null check (length(sha256) = 32),
  versions int not null check (versions >= 1),
  size_bytes bigint not null check (size_bytes >= 1),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
call app.tenant_table('app.archive_packs');

-- The release before reads on as it did: nothing is archived while it runs.
-- squawk-ignore-file ban-drop-not-null
alter table app.strategy_versions
  alter column brief drop not null,
  alter column document drop not null,
  alter column markdown drop not null,
  alter column sections drop not null,
  alter column summary drop not null,
  add column archive_id uuid,
  -- Of the content, by app.version_sha256; only while it is elsewhere.
  add column archived_sha256 bytea;
-- Rows of before meet it as they are; the next migration looks at them, without keeping anybody waiting.
alter table app.strategy_versions add constraint strategy_versions_here_or_archived check (case when archive_id is null
  then archived_sha256 is null and num_nulls(brief, document, markdown, sections, summary) = 0
  else archived_sha256 is not null and num_nonnulls(brief, document, markdown, sections, summary, sentence_marks) = 0 end) not valid;
alter table app.strategy_versions add constraint strategy_versions_archive_id_fkey
  foreign key (workspace_id, archive_id) references app.archive_packs not valid;

-- Each part with its length before it, so that no two contents read the same.
create function app.version_sha256(p_brief json, p_document json, p_markdown text, p_sections json, p_summary json, p_marks bigint[])
returns bytea language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select sha256(convert_to(string_agg(coalesce(octet_length(part)::text, '-') || ':' || coalesce(part, ''), '' order by position), 'UTF8'))
  from unnest(array[p_brief::text, p_document::text, p_markdown, p_sections::text, p_summary::text, array_to_string(p_marks, ',')])
    with ordinality as parts(part, position) $$;
revoke execute on function app.version_sha256(json, json, text, json, json, bigint[]) from public;
grant execute on function app.version_sha256(json, json, text, json, json, bigint[]) to app_archiver;

create function app.guard_archiving() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
  if old.archive_id is null and new.archive_id is not null then
    if new.archived_sha256 is distinct from
        app.version_sha256(old.brief, old.document, old.markdown, old.sections, old.summary, old.sentence_marks) then
      raise exception 'version % of strategy % says something else than what was archived', old.version, old.strategy_id
        using errcode = 'check_violation';
    end if;
    if exists (select from app.strategies s where s.workspace_id = old.workspace_id and s.id = old.strategy_id and s.version = old.version) then
      raise exception 'version % of strategy % is the current one', old.version, old.strategy_id using errcode = 'check_violation';
    end if;
  elsif old.archive_id is not null and new.archive_id is null then
    if old.archived_sha256 is distinct from
        app.version_sha256(new.brief, new.document, new.markdown, new.sections, new.summary, new.sentence_marks) then
      raise exception 'version % of strategy % said something else when it was archived', old.version, old.strategy_id
        using errcode = 'check_violation';
    end if;
  elsif current_user = 'app_archiver' then
    raise exception 'version % of strategy % is neither archived nor brought back by this', old.version, old.strategy_id
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke execute on function app.guard_archiving() from public;
create trigger archiving before update of brief, document, markdown, sections, summary, sentence_marks, archive_id, archived_sha256
  on app.strategy_versions for each row execute function app.guard_archiving();

create policy archiving on app.workspaces for select to app_archiver using (true);
create policy archiving on app.archive_packs to app_archiver
  using (workspace_id = (select app.ws_unverified())) with check (workspace_id = (select app.ws_unverified()));
create policy archiving on app.strategies for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy archiving on app.strategy_versions for select to app_archiver using (workspace_id = (select app.ws_unverified()));
create policy emptying on app.strategy_versions for update to app_archiver
  using (workspace_id = (select app.ws_unverified())) with check (workspace_id = (select app.ws_unverified()));
create policy archiving on app.audit_log for insert to app_archiver with check (workspace_id = (select app.ws_unverified()));

-- Who purges a workspace has to know whether it has objects.
create policy purging on app.archive_packs for select to app_relay using (workspace_id = (select app.ws_unverified()));
grant select (workspace_id, id) on app.archive_packs to app_relay;

grant select on app.archive_packs to app_user;
grant select (id, deleted_at) on app.workspaces to app_archiver;
grant select, insert, delete on app.archive_packs to app_archiver;
grant select (workspace_id, id, version, deleted_at) on app.strategies to app_archiver;
grant select on app.strategy_versions to app_archiver;
grant update (brief, document, markdown, sections, summary, sentence_marks, archive_id, archived_sha256) on app.strategy_versions to app_archiver;
grant insert on app.audit_log to app_archiver;
grant execute on function app.ws_unverified() to app_archiver;
