-- Deleted in the transaction that publishes them: a failed publish rolls back, a crash publishes twice at most.
DELETE FROM app.outbox
WHERE id = ANY (ARRAY(SELECT id FROM app.outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
RETURNING id, event_id, routing_key, payload, headers, extract(epoch FROM now() - created_at)::float AS age_s
