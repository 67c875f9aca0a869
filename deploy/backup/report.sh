#!/bin/sh
# Tells Prometheus when the newest backup ended, 0 without any: report.sh FILE [OPTIONS OF PGBACKREST…]
# FILE is convex_backup.prom in the directory that node_exporter's textfile collector reads. Run it after each backup, as the same user.
set -eu
file=$1
shift
# Of what pgBackRest tells, only the times of backups are numbers under "stop".
told=$(pgbackrest --stanza=convex --output=json --log-level-console=error "$@" info)
newest=$(printf %s "$told" | grep -o '"stop":[0-9]*' | cut -d : -f 2 | sort -n | tail -n 1)
cat >"$file.new" <<END
# HELP convex_backup_completed_timestamp_seconds When the newest backup in the repository ended.
# TYPE convex_backup_completed_timestamp_seconds gauge
convex_backup_completed_timestamp_seconds ${newest:-0}
END
chmod 0644 "$file.new"
# At once, as it may be read at any moment.
mv "$file.new" "$file"
