-- The workspace is the transaction's own.
SELECT workspace_id, id, job_id, model, started_at, settled_at, reserved_nanousd, cost_nanousd, input_tokens,
       cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, output_tokens, thinking_tokens
FROM app.llm_calls
WHERE workspace_id = app.ws_unverified() AND id = $1
