#!/bin/sh
# Makes .venv from requirements.lock. Needs Python 3.11 or newer and a way to the package registry; brings its own uv.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

as_root() { # runs an apt command where that is allowed
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    { echo "Python 3.11 or newer is needed; $("$python" --version) was found. Set PYTHON=/path/to/python3." >&2; exit 1; }

# uv alone, from the lock's own lines, so that its hash is checked too
boot=.build/uv
mkdir -p .build
awk '/^[a-z]/ { keep = /^uv==/ } keep' requirements.lock > .build/uv.lock
if [ ! -x "$boot/bin/uv" ] || ! cmp -s .build/uv.lock "$boot/lock"; then
    rm -rf "$boot"
    if "$python" -c 'import ensurepip' 2>/dev/null && "$python" -m venv "$boot" 2>/dev/null; then
        "$boot/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r .build/uv.lock
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip install --quiet --disable-pip-version-check --require-hashes --target "$boot" -r .build/uv.lock
    elif as_root apt-get -qq update && as_root apt-get -qq install -y python3-venv >/dev/null; then
        "$python" -m venv "$boot"
        "$boot/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r .build/uv.lock
    else
        echo "Python can make no virtual environment here. Install its venv module (Debian: apt install python3-venv), then run this again." >&2
        exit 1
    fi
    cp .build/uv.lock "$boot/lock"
fi

# exactly what the lock says, then the project itself, editable, with the build backend of the lock
[ -x .venv/bin/python ] || "$boot/bin/uv" venv --quiet --python "$python" .venv
"$boot/bin/uv" pip sync --quiet --python .venv --require-hashes requirements.lock
"$boot/bin/uv" pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
touch .venv/ready
