-- No row for a call that is settled already: its reservation is given back and its cost booked once.
WITH settled AS (
  UPDATE app.llm_calls
  SET settled_at = greatest(coalesce($3::timestamptz, now()), started_at),
      total_ms = least(extract(epoch FROM greatest(coalesce($3::timestamptz, now()), started_at) - started_at) * 1000,
                       2147483647)::int,
      cost_nanousd = $4, request_id = coalesce($5, request_id), ttft_ms = coalesce($6, ttft_ms), stop_reason = $7,
      error_type = $8, input_tokens = $9, cache_write_5m_tokens = $10, cache_write_1h_tokens = $11,
      cache_read_tokens = $12, output_tokens = $13, thinking_tokens = $14, is_estimated = $15
  WHERE workspace_id = $1 AND id = $2 AND settled_at IS NULL
  RETURNING started_at, settled_at, reserved_nanousd, cost_nanousd
)
SELECT settled_at, app.settle_llm($1, started_at, reserved_nanousd, settled_at, cost_nanousd) IS NULL AS is_booked
FROM settled
