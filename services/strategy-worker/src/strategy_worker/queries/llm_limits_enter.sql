SELECT granted, wait_s, under_way, allowance FROM app.llm_enter($1, $2, $3, $4, $5, $6, $7, $8)
