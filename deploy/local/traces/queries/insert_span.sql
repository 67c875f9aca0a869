INSERT OR IGNORE INTO spans
  (trace_id, span_id, parent_id, service, name, kind, begins_ns, ends_ns, error, attributes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
