SELECT row_to_json(each)::text AS line
FROM (SELECT id, email, display_name, created_at
      FROM app.users
      WHERE id IN (SELECT user_id FROM app.members WHERE workspace_id = $1)
      ORDER BY id) AS each
