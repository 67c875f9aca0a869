#!/bin/sh
# What operators do to a stack that people use, done to the composed stack of test-compose.sh while it is kept busy: stopping each
# part, an upgrade from the release before, the way back, new passwords, the switch. Fails when anything accepted was lost.
set -eu
cd "$(dirname "$0")/../.."
started=$(date +%s)
say() { printf '%4ds  %s\n' $(($(date +%s) - started)) "$*"; }
one="http://127.0.0.1:$CONVEX_HTTP_PORT"
two="http://127.0.0.1:$CONVEX_SECOND_HTTP_PORT"
workers="strategy-worker seo-worker roadmap-worker stats-aggregator"
load=.state/load

compose() { docker compose -f docker-compose.yml -f deploy/docker/two-gateways.yml --profile demo "$@"; }
quietly() { "$@" >"$load.log" 2>&1 || { cat "$load.log" >&2 && exit 1; }; }
# Healthy means ready: the health check asks for readiness.
up() { quietly compose up --detach --no-build --no-deps --wait --wait-timeout 180 "$@"; }
smoke() { python3 -m deploy.smoke --page http://demo-site:8099/ "$@"; }

begin_load() {
    touch "$load"
    python3 -m deploy.smoke.load --while "$load" "$@" &
    loading=$!
    sleep 2
}
end_load() {
    sleep 2
    rm "$load"
    wait "$loading" || { echo "something was lost" >&2 && exit 1; }
}

# A rolling release: the schema first, then one after the other, each ready before the next is touched.
release() {
    export CONVEX_TAG=$1
    quietly compose run --rm --no-deps migrate
    for service in $workers gateway-2 gateway; do up "$service"; done
}

# The release before: the code as it was before the youngest migration, so that an upgrade changes the schema as well. A commit whose
# migrations were numbered anew later was nobody's release; all of its migrations have to be among those of now, as they are now.
previous_commit() {
    git ls-tree HEAD deploy/migrations/ >"$load.now"
    for commit in $(git log --format=%H -- deploy/migrations); do
        if git ls-tree "$commit^" deploy/migrations/ >"$load.then" 2>/dev/null && [ -s "$load.then" ] && ! grep -qvxF -f "$load.now" "$load.then"; then
            git rev-parse "$commit^"
            return
        fi
    done
    return 1
}

build_previous() {
    previous=$(previous_commit) || {
        say "there is no history: the release before is this one"
        for service in gateway $workers; do docker tag "convex/$service" "convex/$service:previous"; done
        return
    }
    rm -rf .state/previous && mkdir -p .state/previous
    git archive "$previous" | tar -x -C .state/previous
    for service in gateway $workers; do
        docker build --quiet --file .state/previous/deploy/Dockerfile --build-arg "SERVICE=$service" --build-arg "PYTHON_IMAGE=$PYTHON_IMAGE" \
            --tag "convex/$service:previous" .state/previous >/dev/null
    done
}

CONVEX_TOKEN=$(sh deploy/local/run.sh token docker)
export CONVEX_TOKEN

say "smoke test"
smoke "$one"

say "each part is stopped and comes back, while jobs are posted"
begin_load "$one"
for service in $workers rabbitmq postgres gateway; do
    quietly compose stop "$service"
    sleep 2
    up "$service"
    say "  $service is back"
done
up $workers gateway
end_load

say "building the release before"
build_previous
compose down --volumes --remove-orphans >/dev/null 2>&1
export CONVEX_TAG=previous
quietly compose up --detach --no-build --wait --wait-timeout 300
CONVEX_TOKEN=$(sh deploy/local/run.sh token docker)

say "upgrade under load"
begin_load "$one" "$two"
release latest
end_load
smoke "$one"

say "rollback of the code under load: the release before on the schema of this one"
begin_load "$one" "$two"
release previous
end_load
say "forward again under load"
begin_load "$one" "$two"
release latest
end_load

say "new passwords of the database's roles under load"
export APP_USER_PASSWORD=exchanged-user APP_WORKER_PASSWORD=exchanged-worker APP_RELAY_PASSWORD=exchanged-relay
begin_load "$one" "$two"
release latest
end_load

say "another secret for tokens and sessions under load"
before=$(docker compose config --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["services"]["gateway"]["environment"]["JWT_SECRET"])')
begin_load "$one" "$two"
export JWT_ACCEPTED_SECRETS=the-secret-after-the-exchange-of-this-test
up gateway-2
up gateway
export JWT_SECRET=the-secret-after-the-exchange-of-this-test JWT_ACCEPTED_SECRETS=$before
up gateway-2
up gateway
end_load

say "switched off and on"
export CONVEX_ENABLED=false
up gateway gateway-2
smoke --switched-off "$one"
export CONVEX_ENABLED=true
up gateway gateway-2
smoke "$one"
