INSERT INTO app.users (id, email, display_name, password_hash) VALUES ($1, lower($2), $3, $4)
ON CONFLICT (email) DO UPDATE SET password_hash = coalesce(excluded.password_hash, app.users.password_hash)
RETURNING id
