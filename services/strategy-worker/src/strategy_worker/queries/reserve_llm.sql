-- $3 is null but in tests: the database's clock says on which day a reservation counts.
SELECT refused, limit_nanousd, spent_nanousd, is_near
FROM app.reserve_llm($1, $2, coalesce($3::timestamptz, now()), $4, $5, $6, $7, $8, $9)
