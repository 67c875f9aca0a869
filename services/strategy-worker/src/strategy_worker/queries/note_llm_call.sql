-- The workspace is the transaction's own; a call that is settled stays as it is.
UPDATE app.llm_calls
SET request_id = coalesce($2, request_id), ttft_ms = coalesce($3, ttft_ms), input_tokens = $4, cache_write_5m_tokens = $5,
    cache_write_1h_tokens = $6, cache_read_tokens = $7, output_tokens = $8, thinking_tokens = $9, is_estimated = $10
WHERE workspace_id = app.ws_unverified() AND id = $1 AND settled_at IS NULL
