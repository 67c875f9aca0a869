#!/bin/sh
# Compose v2 and BuildKit's client for a Debian that does not package them: plugins.sh DIRECTORY
set -eu
target=$1
[ ! -x "$target/cli-plugins/docker-compose" ] || exit 0
sh "$(dirname "$0")/trixie.sh" "$target/unpacked" docker-compose docker-buildx
mkdir -p "$target/cli-plugins"
find "$target/unpacked" -type f -path '*/cli-plugins/*' -exec mv {} "$target/cli-plugins/" \;
rm -rf "$target/unpacked"
[ -x "$target/cli-plugins/docker-compose" ] || { echo "the packages held no Compose plugin" >&2 && exit 1; }
