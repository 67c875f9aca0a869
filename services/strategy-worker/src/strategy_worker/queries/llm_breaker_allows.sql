SELECT allowed, is_probe, wait_s FROM app.llm_breaker_allows($1, $2, $3)
