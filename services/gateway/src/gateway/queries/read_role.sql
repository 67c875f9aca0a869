-- Sets the context and asks for the role in one round trip; the CTE makes sure that the context comes first.
WITH context AS MATERIALIZED (
  SELECT set_config('app.workspace_id', $1::uuid::text, true),
         set_config('app.user_id', coalesce($2::uuid::text, ''), true),
         set_config('app.api_key_id', coalesce($3::uuid::text, ''), true))
SELECT app.role_in_ws() FROM context
