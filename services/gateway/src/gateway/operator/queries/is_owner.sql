SELECT pg_get_userbyid(relowner) = current_user FROM pg_class WHERE oid = 'app.strategies'::regclass
