SELECT routing_key, count(*) AS events, count(DISTINCT workspace_id) AS workspaces, min(created_at) AS oldest_at,
       extract(epoch FROM now() - min(created_at))::float AS age_s
FROM app.outbox
GROUP BY routing_key
ORDER BY min(created_at)
