SELECT app.llm_configuration_open($1, $2)
