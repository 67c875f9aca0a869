SELECT id, domain, kind, cardinality(names) AS row_count, first_day, last_day, filters, imported_by, imported_at,
       names, clicks, impressions, positions, linking_pages, target_pages
FROM app.search_data
WHERE workspace_id = $1 AND domain = $2
ORDER BY kind
