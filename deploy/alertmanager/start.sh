#!/bin/sh
# Adds the receivers that are set to alertmanager.yml, and starts Alertmanager: start.sh FILE TO WRITE [ARGUMENTS OF ALERTMANAGER…]
# With nothing after the file, it is only written. Secrets are files in $CONVEX_ALERT_SECRETS; a receiver without its secret or
# address is left out. Slack and e-mail get every alert, PagerDuty those that have to wake somebody; the heartbeat gets Watchdog alone.
set -eu
# The heartbeat's address has to stand in the file itself: Alertmanager before 0.26 reads no address of a webhook from a file.
umask 077
here=$(cd "$(dirname "$0")" && pwd)
secrets=${CONVEX_ALERT_SECRETS:-/run/secrets}
file=$1
shift

quoted() {
    printf "'%s'" "$(printf %s "$1" | sed "s/'/''/g")"
}

heartbeat() {
    [ -s "$secrets/heartbeat_url" ] || return 0
    # That Prometheus tells of it no longer is no sign of life.
    cat <<END
    webhook_configs:
      - url: $(quoted "$(head -n 1 "$secrets/heartbeat_url")")
        send_resolved: false
END
}

slack() {
    [ -s "$secrets/slack_webhook_url" ] || return 0
    cat <<END
    slack_configs:
      - api_url_file: $(quoted "$secrets/slack_webhook_url")
        send_resolved: true
        color: '{{ if eq .Status "firing" }}danger{{ else }}good{{ end }}'
        title: '{{ template "convex.title" . }}'
        text: '{{ template "convex.text" . }}'
        fallback: '{{ template "convex.title" . }}'
END
}

email() {
    [ -n "${CONVEX_ALERT_EMAIL_TO:-}" ] && [ -n "${CONVEX_ALERT_SMTP_HOST:-}" ] || return 0
    cat <<END
    email_configs:
      - to: $(quoted "$CONVEX_ALERT_EMAIL_TO")
        from: $(quoted "${CONVEX_ALERT_EMAIL_FROM:-$CONVEX_ALERT_EMAIL_TO}")
        smarthost: $(quoted "$CONVEX_ALERT_SMTP_HOST")
        require_tls: ${CONVEX_ALERT_SMTP_TLS:-true}
        send_resolved: true
        headers: {Subject: '{{ template "convex.title" . }}'}
        text: '{{ template "convex.text" . }}'
        html: ''
END
    [ -z "${CONVEX_ALERT_SMTP_USER:-}" ] || echo "        auth_username: $(quoted "$CONVEX_ALERT_SMTP_USER")"
    [ ! -s "$secrets/smtp_password" ] || echo "        auth_password_file: $(quoted "$secrets/smtp_password")"
}

pagerduty() {
    [ -s "$secrets/pagerduty_routing_key" ] || return 0
    cat <<END
    pagerduty_configs:
      - routing_key_file: $(quoted "$secrets/pagerduty_routing_key")
        send_resolved: true
        severity: critical
        description: '{{ template "convex.title" . }}'
        details: {what: '{{ template "convex.text" . }}'}
END
    [ -z "${CONVEX_ALERT_PAGERDUTY_URL:-}" ] || echo "        url: $(quoted "$CONVEX_ALERT_PAGERDUTY_URL")"
}

template=$(dirname "$file")/convex.tmpl
sed "s|@RUNBOOKS@|${CONVEX_ALERT_RUNBOOKS:-}|" "$here/convex.tmpl" >"$template"
{
    sed '/^receivers:/,$d' "$here/alertmanager.yml"
    echo "templates: [$(quoted "$template")]"
    echo 'receivers:'
    echo '  - name: heartbeat'
    heartbeat
    echo '  - name: page'
    slack
    email
    pagerduty
    echo '  - name: ticket'
    slack
    email
} >"$file"
[ $# -eq 0 ] || exec "$@" --config.file="$file"
