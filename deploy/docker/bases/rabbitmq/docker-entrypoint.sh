#!/bin/sh
# Of the official image's variables: RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS.
set -eu
export RABBITMQ_CONFIG_FILE=/var/lib/rabbitmq/rabbitmq.conf
cat >"$RABBITMQ_CONFIG_FILE" <<CONFIG
loopback_users = none
listeners.tcp.default = 5672
default_user = ${RABBITMQ_DEFAULT_USER:-guest}
default_pass = ${RABBITMQ_DEFAULT_PASS:-guest}
log.console = true
CONFIG
exec "$@"
