SELECT app.llm_withdraw($1, $2, $3)
