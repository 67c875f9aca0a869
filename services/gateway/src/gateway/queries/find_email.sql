SELECT app.email_of_user($1)
