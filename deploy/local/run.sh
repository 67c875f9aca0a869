#!/bin/sh
# Runs `python -m deploy.local` with the first Python that is new enough; on Debian a missing one is installed.
set -eu
cd "$(dirname "$0")/../.."

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ] && command -v apt-get >/dev/null; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    echo "installing python3 (apt-get)" >&2
    $as_root apt-get -qq update >&2 &&
        DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq install -y --no-install-recommends python3 python3-venv >/dev/null || true
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed and was not found; install it, or name it: make ... PYTHON=/path/to/python3" >&2
    exit 1
fi
exec "$python" -m deploy.local "$@"
