CREATE TABLE IF NOT EXISTS spans (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  parent_id TEXT NOT NULL,
  service TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  begins_ns INTEGER NOT NULL,
  ends_ns INTEGER NOT NULL,
  error TEXT NOT NULL,
  attributes TEXT NOT NULL,
  UNIQUE (trace_id, span_id))
