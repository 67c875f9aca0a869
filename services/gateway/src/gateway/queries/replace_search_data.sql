INSERT INTO app.search_data
  (workspace_id, domain, kind, id, first_day, last_day, filters, names, clicks, impressions, positions, linking_pages,
   target_pages, imported_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (workspace_id, domain, kind) DO UPDATE
SET id = excluded.id, first_day = excluded.first_day, last_day = excluded.last_day, filters = excluded.filters,
    names = excluded.names, clicks = excluded.clicks, impressions = excluded.impressions,
    positions = excluded.positions, linking_pages = excluded.linking_pages, target_pages = excluded.target_pages,
    imported_by = excluded.imported_by, imported_at = now()
