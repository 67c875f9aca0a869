SELECT count(*)
FROM json_populate_recordset(NULL::app.users, $1::json) AS given
WHERE NOT EXISTS (SELECT FROM app.members AS m WHERE m.workspace_id = $2 AND m.user_id = given.id)
