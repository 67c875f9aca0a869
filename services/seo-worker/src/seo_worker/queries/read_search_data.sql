-- Of each kind the table of the closest domain: a property may be of the host itself or of any domain above it.
SELECT DISTINCT ON (kind) domain, kind, first_day, last_day, filters, names, clicks, impressions, positions,
       linking_pages, imported_at
FROM app.search_data
WHERE workspace_id = $1 AND domain = ANY ($2::text[])
ORDER BY kind, array_position($2::text[], domain)
