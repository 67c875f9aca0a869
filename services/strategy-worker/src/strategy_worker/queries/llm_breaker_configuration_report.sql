SELECT app.llm_configuration_report($1, $2, $3)
