SELECT model, state FROM app.llm_breaker_states($1)
