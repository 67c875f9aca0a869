SELECT given.id, given.email, known.id AS known_id, known.email AS known_email
FROM json_populate_recordset(NULL::app.users, $1::json) AS given
JOIN app.users AS known ON known.id = given.id OR known.email = given.email
WHERE (known.id, known.email) IS DISTINCT FROM (given.id, given.email)
LIMIT 1
