SELECT app.recompute_rollups($1, $2)
