#!/bin/sh
# The composed stack, proved: engine, images, `up --wait`, the demo, everything that rehearse.sh does, down.
# Uses the engine that answers, else makes one (root, Debian). test-compose.sh [trixie|bookworm [rehearse|rehearse-backup]]: whose versions
# the stack has, and which script is run on it.
set -eu
cd "$(dirname "$0")/../.."
suite=${1:-trixie}
work=/var/tmp/convex-docker-$(id -u)
started=$(date +%s)
say() { printf '%4ds  %s\n' $(($(date +%s) - started)) "$*"; }

clean_up() {
    result=$?
    trap - EXIT INT TERM
    if [ "$result" != 0 ] && docker info >/dev/null 2>&1; then
        docker compose --profile demo ps --all || true
        docker compose --profile demo logs --no-color --tail 30 || true
    fi
    say "cleaning up"
    docker compose --profile demo down --volumes --remove-orphans >/dev/null 2>&1 || true
    rm -rf .state/docker .state/previous .state/load*
    if [ -n "${private:-}" ]; then
        sh deploy/docker/engine.sh stop "$work"
        rm -rf "$work"
    fi
    [ "$result" = 0 ] && say "the composed stack works" || say "the composed stack FAILED"
    exit "$result"
}

versions=$(sh deploy/docker/versions.sh "$suite" | sed 's/ /=/')
export ${versions}
# Beside a development stack that may be running.
export CONVEX_HTTP_PORT=23008 CONVEX_SECOND_HTTP_PORT=23018 CONVEX_POSTGRES_PORT=25432 COMPOSE_PROJECT_NAME=convex-test
if ! docker compose version >/dev/null 2>&1 || ! docker info >/dev/null 2>&1; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
        echo "No Docker engine answers, and a private one needs root on Debian." >&2
        exit 1
    }
    private=1
fi
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [ -n "${private:-}" ]; then
    say "starting a private Docker engine"
    sh deploy/docker/engine.sh stop "$work" 2>/dev/null || true
    sh deploy/docker/engine.sh start "$work"
    export DOCKER_HOST="unix://$work/docker.sock" DOCKER_CONFIG="$work/config"
    say "fetching Compose"
    sh deploy/docker/plugins.sh "$DOCKER_CONFIG"
    say "making base images"
    sh deploy/docker/bases.sh "$work" "$suite"
fi
say "with" $versions
say "docker compose up, then the demo"
sh deploy/local/run.sh demo docker
say "status"
docker compose --profile demo ps --all --format 'table {{.Service}}\t{{.Status}}'
docker image ls --format 'table {{.Repository}}:{{.Tag}}\t{{.Size}}' 'convex/*'
docker stats --no-stream --format 'table {{.Name}}\t{{.MemUsage}}'
sh "deploy/docker/${2:-rehearse}.sh"
