-- What the latest strategies by this model took, each with all its calls: repairs and further attempts are paid for too.
SELECT count(*) AS strategies,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY cost_nanousd)::bigint AS cost_nanousd,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds)::float AS seconds
FROM (
  SELECT sum(cost_nanousd) AS cost_nanousd, extract(epoch FROM max(settled_at) - min(started_at)) AS seconds
  FROM app.llm_calls
  WHERE workspace_id = $1 AND settled_at > now() - interval '90 days'
  GROUP BY job_id
  HAVING bool_or(model = $2) AND sum(cost_nanousd) > 0
  ORDER BY max(settled_at) DESC
  LIMIT 50) latest
