#!/bin/sh
# npm.sh FOLDER TARGET: puts the packages of FOLDER/package-lock.json, hashes included, into TARGET/node_modules. What lies there already is
# not asked for again, so that all but the first run works without a network.
set -eu
cd "$(dirname "$0")/.."
lock=$1/package-lock.json
target=$2
cmp -s "$lock" "$target/package-lock.json" && [ -f "$target/node_modules/.package-lock.json" ] && exit 0  # which npm writes last
if ! command -v npm >/dev/null; then
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    if ! command -v apt-get >/dev/null || ! $sudo apt-get -qq update || ! $sudo apt-get -qq install -y --no-install-recommends nodejs npm >/dev/null; then
        echo "Node.js 20 or newer with npm is needed on the PATH: install it (Debian: apt install npm), then run this again." >&2
        exit 1
    fi
fi
rm -rf "$target"
mkdir -p "$target"
cp "$1/package.json" "$lock" "$target"
npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --silent
