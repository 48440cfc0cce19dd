#!/bin/sh
# Puts a run-time of SCORM into .build/scorm for the tests: exactly what tests/training/package-lock.json says, hash included.
set -eu
cd "$(dirname "$0")/.."
lock=tests/training/package-lock.json
target=.build/scorm
cmp -s $lock $target/package-lock.json && [ -d $target/node_modules ] && exit 0
if ! command -v npm >/dev/null; then
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    if ! command -v apt-get >/dev/null || ! $sudo apt-get -qq update || ! $sudo apt-get -qq install -y --no-install-recommends nodejs npm >/dev/null; then
        echo "The tests of the learning packages need npm on the PATH: install it (Debian: apt install npm), then run 'make test' again." >&2
        exit 1
    fi
fi
rm -rf $target
mkdir -p $target
cp tests/training/package.json $lock $target
npm ci --prefix $target --ignore-scripts --no-audit --no-fund --silent
