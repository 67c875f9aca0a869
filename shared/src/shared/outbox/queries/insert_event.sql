INSERT INTO app.outbox (workspace_id, event_id, routing_key, payload, headers)
VALUES ($1, $2, $3, $4, $5)
