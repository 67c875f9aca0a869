-- What waits for somebody who may not be there. Each part is a partial index or a handful of rows.
SELECT
  (SELECT coalesce(max(extract(epoch FROM now() - created_at)), 0)::float FROM app.jobs WHERE status = 'queued') AS queued_s,
  (SELECT count(*) FROM app.jobs WHERE status = 'queued') AS queued,
  (SELECT count(*) FROM app.jobs WHERE status = 'running' AND lease_until < now()) AS expired_leases,
  (SELECT coalesce(max(extract(epoch FROM now() - lease_until)), 0)::float
   FROM app.jobs WHERE status = 'running' AND lease_until < now()) AS expired_s,
  (SELECT count(*) FROM app.jobs WHERE status IN ('queued', 'dispatched', 'running') AND dispatches > 1) AS reaped,
  (SELECT count(*) FROM app.outbox) AS events,
  (SELECT coalesce(max(extract(epoch FROM now() - created_at)), 0)::float FROM app.outbox) AS events_s,
  (SELECT count(*) FROM app.llm_calls WHERE settled_at IS NULL AND started_at < now() - interval '30 minutes') AS reservations,
  (SELECT count(*) FROM app.workspaces WHERE purge_after <= now()) AS purges,
  (SELECT coalesce(max(extract(epoch FROM now() - purge_after)), 0)::float FROM app.workspaces WHERE purge_after <= now()) AS purges_s
