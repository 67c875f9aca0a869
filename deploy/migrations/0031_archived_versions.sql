-- no-transaction
-- squawk-ignore-file ban-concurrent-index-creation-in-transaction
-- What 0030 left for later, so that versions are written all the while. An index that an interrupted run left is made anew.
drop index concurrently if exists app.strategy_versions_archived;
create index concurrently strategy_versions_archived on app.strategy_versions (workspace_id, archive_id) where archive_id is not null;
alter table app.strategy_versions validate constraint strategy_versions_here_or_archived;
alter table app.strategy_versions validate constraint strategy_versions_archive_id_fkey;
