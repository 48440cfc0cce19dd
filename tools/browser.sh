#!/bin/sh
# Prints where Chromium is, for the tests, and installs Debian's where there is none; or says in one sentence how to get it.
# The one without windows comes first: it is lighter.
set -eu
for name in chromium-headless-shell chromium chromium-browser google-chrome; do command -v $name && exit 0; done
if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
if command -v apt-get >/dev/null && $sudo apt-get -qq update >/dev/null; then
  for name in chromium-headless-shell chromium; do $sudo apt-get -qq install -y $name >/dev/null && command -v $name && exit 0; done
fi
echo "The tests need Chromium on the PATH: install it (Debian: apt install chromium), then run 'make test' again." >&2
exit 1
