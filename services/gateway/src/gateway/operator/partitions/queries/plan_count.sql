SELECT format('SELECT count(*) FROM app_of_%s.%I', replace($1::uuid::text, '-', ''), $2::text)
