SELECT workspaces, oldest_s FROM app.measure_purges()
