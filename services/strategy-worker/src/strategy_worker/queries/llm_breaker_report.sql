SELECT app.llm_breaker_report($1, $2, $3, $4)
