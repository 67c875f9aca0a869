-- The earlier audits of a page are looked up by its addresses alone. Hash indexes, because an address may be longer than
-- an entry of a B-tree, and because plain equality is what row-level security lets an index answer.
-- Only SEO workers write here, and a job that waits a few seconds for the index is in time all the same.
-- squawk-ignore require-concurrent-index-creation
create index audits_found_at on app.audits using hash (final_url);
-- squawk-ignore require-concurrent-index-creation
create index audits_asked_for on app.audits using hash (domain);
