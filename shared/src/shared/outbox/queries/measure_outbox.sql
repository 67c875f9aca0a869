SELECT count(*) AS events, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float AS age_s
FROM app.outbox
