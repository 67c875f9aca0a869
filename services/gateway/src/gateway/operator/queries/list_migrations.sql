SELECT version, sha256
FROM public.schema_migrations
