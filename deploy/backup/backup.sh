#!/bin/sh
# One backup, made as the server's user with its socket and data at hand: backup.sh [full|diff|incr]
# CONVEX_BACKUP_REPORT is the file that tells Prometheus; where report.sh is, so is this.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# Makes the place for backups the first time, and says that it is there otherwise.
pgbackrest --stanza=convex stanza-create
# Fails unless WAL really arrives.
pgbackrest --stanza=convex check
pgbackrest --stanza=convex --type="${1:-diff}" backup
"$here/report.sh" "${CONVEX_BACKUP_REPORT:-/var/lib/convex-metrics/convex_backup.prom}"
