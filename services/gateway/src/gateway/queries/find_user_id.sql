SELECT app.user_id_for_email($1)
