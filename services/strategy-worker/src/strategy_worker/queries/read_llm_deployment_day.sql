SELECT app.llm_deployment_day()
