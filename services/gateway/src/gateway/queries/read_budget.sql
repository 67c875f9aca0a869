-- Always one row. Reservations of yesterday count among those under way, as a call may last over midnight.
SELECT app.role_in_ws() AS role, now() AS as_of, b.per_strategy_nanousd, b.per_day_nanousd, b.per_month_nanousd,
       coalesce(d.spent_nanousd, 0) AS today_spent, coalesce(d.reserved_nanousd, 0) AS today_reserved,
       coalesce(m.spent_nanousd, 0) AS month_spent, coalesce(m.reserved_nanousd, 0) AS month_reserved,
       (SELECT coalesce(sum(reserved_nanousd), 0)::bigint
        FROM app.llm_spending
        WHERE workspace_id = $1 AND period = 'day' AND starts_on >= utc.today - 1) AS reserved
FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS today,
             date_trunc('month', now() AT TIME ZONE 'UTC')::date AS this_month) utc
LEFT JOIN app.llm_budgets b ON b.workspace_id = $1
LEFT JOIN app.llm_spending d ON d.workspace_id = $1 AND d.period = 'day' AND d.starts_on = utc.today
LEFT JOIN app.llm_spending m ON m.workspace_id = $1 AND m.period = 'month' AND m.starts_on = utc.this_month
