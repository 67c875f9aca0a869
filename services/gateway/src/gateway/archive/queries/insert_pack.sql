INSERT INTO app.archive_packs (workspace_id, id, object_key, sha256, versions, size_bytes)
VALUES ($1, $2, $3, $4, $5, $6)
