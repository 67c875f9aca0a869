SELECT service, name, kind, trace_id, span_id, parent_id, attributes, begins_ns, ends_ns, error
FROM spans
WHERE trace_id = ?
ORDER BY begins_ns, number
LIMIT ?
