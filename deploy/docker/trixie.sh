#!/bin/sh
# Programs of the next Debian release, from the machine's own mirror, unpacked and not installed: trixie.sh DIRECTORY PACKAGE...
set -eu
target=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt drops its rights to this user while it downloads.
chown _apt "$work" 2>/dev/null || true
sh "$(dirname "$0")/mirror.sh" >"$work/mirror"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$target"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(cat "$work/mirror") trixie main" >"$work/sources.list"
apt() {
    (cd "$work" && apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$work/lists" \
        -o Dir::Cache="$work/cache" -o APT::Architecture="$(dpkg --print-architecture)" "$@")
}
apt update
apt download "$@"
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$target"; done
