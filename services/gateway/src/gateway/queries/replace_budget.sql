INSERT INTO app.llm_budgets (workspace_id, per_strategy_nanousd, per_day_nanousd, per_month_nanousd, updated_by)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (workspace_id) DO UPDATE
SET per_strategy_nanousd = excluded.per_strategy_nanousd, per_day_nanousd = excluded.per_day_nanousd,
    per_month_nanousd = excluded.per_month_nanousd, updated_by = excluded.updated_by, updated_at = now()
