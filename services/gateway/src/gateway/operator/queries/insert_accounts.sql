INSERT INTO app.users (id, email, display_name, created_at)
SELECT given.id, given.email, given.display_name, given.created_at
FROM json_populate_recordset(NULL::app.users, $1::json) AS given
ON CONFLICT (id) DO NOTHING
RETURNING id
