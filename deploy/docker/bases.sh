#!/bin/sh
# Stand-ins for the official base images, for machines that reach a Debian mirror but no image registry: bases.sh DIRECTORY SUITE
# They carry the official names and honour the same variables, so the project's files are built and run unchanged.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$1
suite=$2
has() { docker image inspect "$1" >/dev/null 2>&1; }

if ! has "debian:$suite-slim"; then
    mirror=$(sh "$here/mirror.sh")
    rm -rf "$work/rootfs"
    debootstrap --variant=minbase "$suite" "$work/rootfs" "$mirror" >"$work/debootstrap.log" 2>&1 || {
        tail -n 12 "$work/debootstrap.log" >&2
        exit 1
    }
    tar -C "$work/rootfs" -c . | docker import - "debian:$suite-slim" >/dev/null
    rm -rf "$work/rootfs"
fi
# What this machine trusts, its images trust.
cp /etc/ssl/certs/ca-certificates.crt "$here/bases/python/ca-certificates.crt"
trap 'rm -f "$here/bases/python/ca-certificates.crt"' EXIT
sh "$here/versions.sh" "$suite" | while read -r variable base; do
    has "$base" || docker build --quiet --tag "$base" --build-arg "SUITE=$suite" "$here/bases/$(echo "${variable%_IMAGE}" | tr '[:upper:]' '[:lower:]')" >/dev/null
done
