SELECT id, password_hash FROM app.account_for_login($1)
