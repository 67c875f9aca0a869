SELECT app.role_in_ws()
