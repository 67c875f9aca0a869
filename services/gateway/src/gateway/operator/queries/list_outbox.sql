SELECT id, workspace_id, event_id, routing_key, headers::text AS headers, created_at,
       extract(epoch FROM now() - created_at)::float AS age_s
FROM app.outbox
ORDER BY id
LIMIT $1
