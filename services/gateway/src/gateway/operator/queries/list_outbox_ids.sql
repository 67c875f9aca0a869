SELECT id
FROM app.outbox
ORDER BY id
LIMIT $1
