SELECT app.waiting_jobs($1)
