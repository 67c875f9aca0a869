#!/bin/sh
# A private Docker engine for machines without one: engine.sh start|stop DIRECTORY. Debian, as root.
# It listens on a socket inside the directory only; stop leaves no process, rule, bridge or mount behind.
set -eu

start() {
    mkdir -p "$1"
    if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null || ! command -v debootstrap >/dev/null; then
        keep_servers_off
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update
        apt-get -qq install -y --no-install-recommends docker.io iptables debootstrap >"$1/apt.log" 2>&1 || {
            tail -n 12 "$1/apt.log" >&2
            exit 1
        }
        let_servers_run
    fi
    iptables-save >"$1/iptables.before"
    bridges >"$1/bridges.before"
    cat /proc/sys/net/ipv4/ip_forward >"$1/ip_forward.before"
    dockerd --data-root "$1/data" --exec-root "$1/exec" --pidfile "$1/docker.pid" -H "unix://$1/docker.sock" \
        --storage-driver overlay2 >"$1/dockerd.log" 2>&1 &
    for _ in $(seq 1 150); do
        if DOCKER_HOST="unix://$1/docker.sock" docker info >/dev/null 2>&1; then
            return
        fi
        sleep 0.2
    done
    echo "dockerd did not start:" >&2
    tail -n 12 "$1/dockerd.log" >&2
    exit 1
}

# Packages must not start servers of their own; a policy that somebody else has set stays.
policy=/usr/sbin/policy-rc.d
keep_servers_off() {
    [ -e $policy ] || { printf '#!/bin/sh\n# convex\nexit 101\n' >$policy && chmod 755 $policy; }
}
let_servers_run() {
    if [ -e $policy ] && grep -qx '# convex' $policy; then rm $policy; fi
}

bridges() {
    # One line at least, for grep -f takes an empty list for "everything".
    echo none
    for path in /sys/class/net/*/bridge; do [ ! -e "$path" ] || basename "$(dirname "$path")"; done
}

# iptables-restore leaves alone the tables that its input does not name, and before the engine there may have been none.
restore_rules() {
    iptables-save | sed -n 's/^\*//p' | while read -r table; do
        if ! grep -qx "\*$table" "$1"; then
            iptables -t "$table" -F
            iptables -t "$table" -X
            iptables -t "$table" -S | sed -n 's/^-P \([A-Z]*\) DROP$/\1/p' | while read -r chain; do
                iptables -t "$table" -P "$chain" ACCEPT
            done
        fi
    done
    iptables-restore <"$1"
}

stop() {
    let_servers_run
    pid=$(cat "$1/docker.pid" 2>/dev/null || true)
    # After a restart of the machine the number may be another program's.
    if [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = dockerd ]; then
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 1 150); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.2
        done
    fi
    # A killed engine leaves its containers' mounts.
    awk -v top="$1/" 'index($2, top) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
        umount -l "$mount" || true
    done
    [ ! -e "$1/iptables.before" ] || restore_rules "$1/iptables.before"
    [ ! -e "$1/ip_forward.before" ] || cat "$1/ip_forward.before" >/proc/sys/net/ipv4/ip_forward
    if [ -e "$1/bridges.before" ]; then
        bridges | grep -vxF -f "$1/bridges.before" | while read -r bridge; do ip link delete "$bridge" || true; done
    fi
    rm -rf "$1/data" "$1/exec" "$1/"*.before
}

case ${1:-} in
start | stop) "$1" "$2" ;;
*) echo "usage: engine.sh start|stop DIRECTORY" >&2 && exit 2 ;;
esac
