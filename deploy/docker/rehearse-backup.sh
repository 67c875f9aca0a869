#!/bin/sh
# Backups of the composed stack of test-compose.sh: archiving is turned on, a backup made, all jobs deleted and restored to the moment
# before. Fails when one is missing.
set -eu
cd "$(dirname "$0")/../.."
started=$(date +%s)
say() { printf '%4ds  %s\n' $(($(date +%s) - started)) "$*"; }
services="gateway strategy-worker seo-worker roadmap-worker stats-aggregator"
export PGPASSWORD="${POSTGRES_PASSWORD:-development-only}"

compose() { docker compose -f docker-compose.yml -f deploy/backup/compose.yml --profile demo "$@"; }
sql() { compose exec -T -e PGPASSWORD postgres psql -h 127.0.0.1 -U convex -d convex -Atqc "$1"; }
up() { compose up --detach --no-deps --wait --wait-timeout 180 "$@"; }

say "archiving is turned on, for data that is there already"
compose build --quiet postgres
up postgres
compose run --rm backup full
say "everything is deleted"
compose stop $services
jobs=$(sql "SELECT count(*) FROM app.jobs")
[ "$jobs" -gt 0 ] || { echo "the demo left no jobs" >&2 && exit 1; }
moment=$(sql "SELECT now()")
sql "TRUNCATE app.jobs CASCADE"
compose run --rm backup diff
say "and restored"
compose stop postgres
compose run --rm restore --type=time "--target=$moment" --target-action=promote
up postgres
for _ in $(seq 60); do
    [ "$(sql 'SELECT pg_is_in_recovery()')" = t ] || break
    sleep 1
done
restored=$(sql "SELECT count(*) FROM app.jobs")
[ "$restored" = "$jobs" ] || { echo "$restored of $jobs jobs are there" >&2 && exit 1; }
up $services
CONVEX_TOKEN=$(sh deploy/local/run.sh token docker)
export CONVEX_TOKEN
python3 -m deploy.smoke --page http://demo-site:8099/ "http://127.0.0.1:$CONVEX_HTTP_PORT"
# The volumes that docker-compose.yml alone does not know.
compose --profile backup down --volumes --remove-orphans
say "$jobs jobs restored"
