#!/bin/sh
# What a stack is made of, by the Debian release whose versions it has: versions.sh trixie|bookworm
# Prints the variables of docker-compose.yml with their images.
set -eu
case ${1:-} in
trixie) python=3.13-slim-trixie postgres=17-trixie rabbitmq=4.0-management ;;
bookworm) python=3.11-slim-bookworm postgres=15-bookworm rabbitmq=3.10-management ;;
*) echo "usage: versions.sh trixie|bookworm" >&2 && exit 2 ;;
esac
echo "PYTHON_IMAGE python:$python"
echo "POSTGRES_IMAGE postgres:$postgres"
echo "RABBITMQ_IMAGE rabbitmq:$rabbitmq"
