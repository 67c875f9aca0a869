-- Named after its first span: a trace's root may have come from elsewhere, or be gone.
WITH traces AS (
  SELECT trace_id, min(begins_ns) AS begins_ns, max(ends_ns) AS ends_ns, count(*) AS spans, sum(error <> '') AS errors,
         count(DISTINCT service) AS services
  FROM spans
  GROUP BY trace_id)
SELECT t.trace_id, t.begins_ns, t.ends_ns, t.spans, t.errors, t.services, s.service, s.name
FROM traces t
JOIN spans s ON s.trace_id = t.trace_id AND s.number = (
  SELECT number FROM spans WHERE trace_id = t.trace_id ORDER BY begins_ns, number LIMIT 1)
WHERE (? = '' OR t.trace_id = ? OR instr(lower(s.name), lower(?)) > 0) AND (? = 0 OR t.errors > 0)
ORDER BY t.begins_ns DESC
LIMIT ?
