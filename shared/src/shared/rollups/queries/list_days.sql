SELECT app.days_of($1) AS day
