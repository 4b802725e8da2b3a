#!/bin/sh
# Makes .venv with a Python >= 3.12 and what uv.lock names; does nothing when that is done already.
# uv is installed inside .venv, because one on PATH may be missing, hidden by pyenv, or of another version.
set -eu
cd "$(dirname "$0")/.."

say() { echo "offene-stelle: $*" >&2; }
runs() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Every fitting name in every folder of PATH: a pyenv shim may be there and refuse to run.
candidates() {
    for name in python3.13 python3.14 python3.12 python3 python; do
        printf '%s' "$PATH" | tr ':' '\n' | while read -r folder || [ -n "$folder" ]; do
            if [ -x "${folder:-.}/$name" ]; then echo "${folder:-.}/$name"; fi
        done
        for version in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/*/bin/"$name"; do
            if [ -x "$version" ]; then echo "$version"; fi
        done
    done
}

find_python() {
    incomplete=""
    found=$(mktemp)
    candidates >"$found"
    while read -r candidate; do
        runs "$candidate" || continue
        if makes_environments "$candidate"; then
            rm -f "$found"
            echo "$candidate"
            return
        fi
        incomplete=${incomplete:-$candidate}
    done <"$found"
    rm -f "$found"
    if [ -n "$incomplete" ]; then
        package=$("$incomplete" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        say "$incomplete cannot make environments (no ensurepip). On Debian: apt-get install $package"
    else
        say "No Python 3.12 or newer found. Install one, on Debian 13: apt-get install python3 python3-venv"
    fi
    exit 1
}

# What is set for other projects or machines must not decide what is installed here.
for name in $(env | sed -n 's/^\(UV_[A-Z_]*\)=.*/\1/p'); do
    case $name in UV_CACHE_DIR | UV_HTTP_TIMEOUT | UV_NATIVE_TLS | UV_SYSTEM_CERTS) ;; *) unset "$name" ;; esac
done
unset VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
export UV_PYTHON=.venv/bin/python UV_PROJECT_ENVIRONMENT=.venv

# One at a time: `make run` and `make test` may be started together.
exec 9<.
if command -v flock >/dev/null; then flock 9; fi

wanted=$(cat uv.lock pyproject.toml config/environment.sh | cksum)
if runs .venv/bin/python && [ "$(cat .venv/ready 2>/dev/null)" = "$wanted" ]; then exit 0; fi

uv=$(awk '/^name = "uv"$/ { getline; gsub(/.*= |"/, ""); print }' uv.lock)
# Without the mark an installation was interrupted, and half of a package may be there.
if [ ! -e .venv/ready ] || ! runs .venv/bin/python ||
    [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$uv" ]; then
    python=$(find_python)
    say "Making .venv with $python …"
    rm -rf .venv
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet "uv==$uv"
fi
say "Installing what uv.lock names …"
rm -f .venv/ready
.venv/bin/uv sync --locked --quiet
echo "$wanted" >.venv/ready
