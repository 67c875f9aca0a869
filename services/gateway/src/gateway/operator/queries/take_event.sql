-- One at a time, so that one which can't be published holds up no other; what the relay has in hand is left to it.
DELETE FROM app.outbox
WHERE id = (SELECT id FROM app.outbox WHERE id = $1 FOR UPDATE SKIP LOCKED)
RETURNING id, workspace_id, event_id, routing_key, payload::text AS payload, headers::text AS headers
