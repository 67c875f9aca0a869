INSERT INTO app.maintenance (message, retry_after_s, began_by)
VALUES ($1, $2, $3)
