#!/bin/sh
# Compose v2 and BuildKit's client for a Debian that does not package them: plugins.sh DIRECTORY
# They are taken from the next Debian release by the machine's own mirror, unpacked, not installed.
set -eu
target=$1
[ ! -x "$target/cli-plugins/docker-compose" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt drops its rights to this user while it downloads.
chown _apt "$work" 2>/dev/null || true
sh "$(dirname "$0")/mirror.sh" >"$work/mirror"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(cat "$work/mirror") trixie main" >"$work/sources.list"
apt() {
    (cd "$work" && apt-get -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$work/lists" \
        -o Dir::Cache="$work/cache" -o APT::Architecture="$(dpkg --print-architecture)" "$@")
}
apt update
apt download docker-compose docker-buildx
mkdir -p "$target/cli-plugins"
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/unpacked"; done
find "$work/unpacked" -type f -path '*/cli-plugins/*' -exec cp {} "$target/cli-plugins/" \;
[ -x "$target/cli-plugins/docker-compose" ] || { echo "the packages held no Compose plugin" >&2 && exit 1; }
