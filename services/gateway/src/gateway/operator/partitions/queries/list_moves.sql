-- Workspaces whose move to or from partitions of their own has begun and not ended.
SELECT DISTINCT substring(nspname FROM '[0-9a-f]{32}$')::uuid AS workspace_id
FROM pg_namespace
WHERE nspname ~ '^app_(moving|draining)_[0-9a-f]{32}$'
ORDER BY 1
