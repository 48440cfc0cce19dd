#!/bin/sh
# Prints where a program is that the tests need, and installs Debian's where there is none; or says in one sentence how to get it.
# With several names, one line each. Of the two Chromiums the one without windows comes first: it is lighter.
set -eu
PATH="$PATH:/usr/sbin" # where Debian keeps servers
listed= # whether the list of packages has been fetched
if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi

# found COMMAND...: print the first that is there
found() { for name in "$@"; do command -v "$name" && return; done; return 1; }

# installed PACKAGE...: install the first that Debian has; with + several that belong together
installed() {
  command -v apt-get >/dev/null || return 1
  [ "$listed" ] || { $sudo apt-get -qq update >/dev/null && listed=yes; } || return 1
  # shellcheck disable=SC2046 - what belongs together is a list
  for package in "$@"; do $sudo apt-get -qq install -y --no-install-recommends $(echo "$package" | tr + ' ') >/dev/null 2>&1 && return; done
  return 1
}

for asked in "$@"; do
  case $asked in
    chromium) commands="chromium-headless-shell chromium chromium-browser google-chrome" packages="chromium-headless-shell chromium" ;;
    firefox) commands="firefox-esr firefox" packages="firefox-esr" ;;
    webkit) commands="WebKitWebDriver" packages="webkit2gtk-driver" ;;
    xvfb) commands="Xvfb" packages="xvfb" ;; # the display of WebKit, which has no other
    java) commands="java" packages="default-jre-headless" ;; # only for what is judged by night
    nginx) commands="nginx" packages="nginx-light" ;;
    apache) commands="apache2 httpd" packages="apache2-bin" ;;
    ghostscript) commands="gs" packages="ghostscript" ;; # splits press files into their plates
    caddy) commands="caddy" packages="caddy" ;;
    gettext) commands="msgcat" packages="gettext" ;;
    libreoffice) commands="soffice libreoffice" packages="libreoffice-nogui" ;;
    voikko) commands="voikkohyphenate" packages="libvoikko-dev+voikko-fi" ;; # what breaks Finnish words, and its dictionary
    *) echo "No program of the tests is called '$asked'." >&2; exit 2 ;;
  esac
  # shellcheck disable=SC2086 - the names are a list
  found $commands || { installed $packages && found $commands; } || {
    echo "The tests need $asked on the PATH: install it (Debian: apt install ${packages##* }), then run 'make test' again." >&2
    exit 1
  }
done
