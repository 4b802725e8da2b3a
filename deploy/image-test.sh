#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the image, starts it as compose.yaml does (read-only, unprivileged) against a real PostgreSQL, and asks it for pages.
# With Podman or Docker it uses their engine; else, as root on Debian, buildah and a base image made with debootstrap.
# Usage: make image-test. IMAGE_ENGINE=podman|docker|buildah chooses, BASE_IMAGE sets the base, PYTHON the project's Python.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly python=${PYTHON:-.venv/bin/python} host=jobs.test
readonly image=localhost/offene-stelle:test-$$ base=localhost/offene-stelle-base:test-$$
scratch=$(mktemp -d "${TMPDIR:-/var/tmp}/image-test.XXXXXX")
readonly scratch
socket='' port='' mail_port='' mailbox='' passed=0

# shellcheck source=deploy/image_test/engine.sh
. deploy/image_test/engine.sh

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

die() {
    {
        say "image test: FAILED: $1"
        tail -n 40 "$scratch"/*.log || true
    } >&2
    exit 1
}

need() {
    local program
    for program in "$@"; do
        type -P "$program" >/dev/null || die "the program $program is missing; install it with the system's packages"
    done
}

# check SENTENCE COMMAND…: the command must succeed. Bash ignores `set -e` inside of it, so checks are joined by &&.
check() {
    "${@:2}" >"$scratch/check.log" 2>&1 || die "$1"
    passed=$((passed + 1))
    say "ok: $1"
}

# eventually COMMAND…: it succeeds within 30 s.
eventually() {
    local end=$((SECONDS + 30))
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.3
    done
}

once() { (run once "$@"); }

start_database() {
    coproc DATABASE { PYTHONPATH=. exec "$python" deploy/image_test/database.py "$scratch/database" 2>"$scratch/database.log"; }
    read -r socket <&"${DATABASE[0]}" || die "the database does not start"
}

free_port() { "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_mailbox() {
    mail_port=$(free_port)
    "$python" deploy/image_test/mailbox.py "$mail_port" "$scratch/mails" 2>"$scratch/mailbox.log" &
    mailbox=$!
}

write_environment() {
    mkdir -m 0777 "$scratch/data"
    port=$(free_port)
    cat >"$scratch/env" <<END
SECRET_KEY=$("$python" -c 'import secrets; print(secrets.token_hex(50))')
DOCUMENT_KEYS=$("$python" -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())')
ALLOWED_HOSTS=$host
DATABASE_URL=postgresql://careers:image-test@/careers?host=/run/postgresql
PORT=$port
EMAIL_HOST=127.0.0.1
EMAIL_PORT=$mail_port
END
}

clear_away() {
    remove_all || true
    [[ -z $mailbox ]] || kill "$mailbox" || true
    # The database ends when its input does.
    if [[ ${DATABASE[1]:-} ]]; then
        local input=${DATABASE[1]}
        exec {input}>&-
    fi
    wait || true
    rm -rf --one-file-system "$scratch"
}

# What is asked of the running image

fetch() {
    curl --silent --show-error --max-time 10 --header "Host: $host" --header 'X-Forwarded-Proto: https' \
        --dump-header "$scratch/head.log" --output "$scratch/body" --write-out '%{http_code}' "http://127.0.0.1:$port$1"
}

answers() { [[ $(fetch "$2") == "$1" ]]; }

has_header() { grep -i "^$1:.*$2" "$scratch/head.log"; }

# page STATUS LANGUAGE PATH: a whole page in that language, with the strict policy.
page() {
    answers "$1" "$3" &&
        grep "<html[^>]* lang=\"$2\"" "$scratch/body" &&
        has_header Content-Security-Policy "default-src 'none'" &&
        fails has_header Content-Security-Policy unsafe-inline
}

fails() { ! "$@"; }

hashed_static_file() {
    local file
    answers 200 /de/stellen/ &&
        file=$(grep -oE '/static/[^" ]+\.[0-9a-f]{12}\.css' "$scratch/body" | sed -n 1p) &&
        [[ $file ]] &&
        answers 200 "$file" &&
        has_header Cache-Control immutable
}

redirects_plain_http() {
    [[ $(curl --silent --output /dev/null --write-out '%{http_code}' --header "Host: $host" "http://127.0.0.1:$port/de/") == 301 ]]
}

unprivileged() {
    local status
    status=/proc/$(first_process web)/status &&
        fails grep -P '^[UG]id:.*\t0\b' "$status" &&
        grep -P '^CapEff:\t0+$' "$status" &&
        grep -P '^NoNewPrivs:\t1$' "$status"
}

no_tools() { once -- sh -c '! command -v gcc cc c++ make pip pip3 uv && ! python -m pip && ! python -m ensurepip'; }

catalogues_compiled() {
    once -- sh -c 'for name in locale/de locale_packages/de; do test -s $name/LC_MESSAGES/django.mo || exit 1; done
        test -s locale_packages/de/LC_MESSAGES/djangojs.mo'
}

# Podman lays a folder in memory over /var/tmp, too.
nothing_writable() {
    once -- sh -c 'touch /data/file /tmp/file && rm /data/file && ! touch /app/file' &&
        fails once -- sh -c 'find / -xdev -writable ! -type l 2>/dev/null | grep -vxE "/(data|tmp|var/tmp|dev/shm)"'
}

refuses_to_start_without() {
    fails once -- env --unset="$1" /app/deploy/entrypoint.sh "$2" >"$scratch/refusal.log" 2>&1 &&
        grep "$1 is not set" "$scratch/refusal.log"
}

shows_receipt() {
    "$python" deploy/image_test/apply.py "$port" "$host" >"$scratch/receipt.log" && grep -F cv.pdf "$scratch/receipt.log"
}

# Of the postings' own applications there are files too, so the newest one counts.
stored_privately() {
    local file
    file=$(find "$scratch/data" -type f -printf '%T@ %m %p\n' | sort -n | tail -n 1) && [[ $file == *' 600 '* ]]
}

mailed_receipt() { grep -F 'To: kim@example.org' "$scratch/mails" && grep -F "https://$host/de/bewerbung/" "$scratch/mails"; }

ends_by_sigterm() {
    terminate "$1" &&
        timeout 40 tail --pid="${pids[$1]}" -f /dev/null &&
        wait "${pids[$1]}" &&
        unset "pids[$1]"
}

# For the reader of the log; Landlock is the kernel's, and engines may keep it from a container.
landlock() {
    once -- python -c 'from applications.documents.child_process.sandbox import enter_sandbox
print("works" if enter_sandbox() else "is refused")'
}

# The order of an operator's first start

test_image() {
    check "compilers and package tools are missing" no_tools
    check "the German catalogues are compiled" catalogues_compiled
    check "nothing but the volume and /tmp can be written" nothing_writable
    check "web without SECRET_KEY is refused by name" refuses_to_start_without SECRET_KEY web
    check "web without DOCUMENT_KEYS is refused by name" refuses_to_start_without DOCUMENT_KEYS web
    check "web without ALLOWED_HOSTS is refused by name" refuses_to_start_without ALLOWED_HOSTS web
    check "worker without DATABASE_URL is refused by name" refuses_to_start_without DATABASE_URL worker
    check "the checks for deployment are silent" once -- env CLAMD_ADDRESS=tcp:scanner:3310 python manage.py check --deploy --fail-level WARNING
    say "Landlock in the image: $(landlock 2>&1 | tail -n 1)"
    check "migrate makes the tables" once migrate
    check "migrate again changes nothing" once migrate
}

test_web() {
    start web
    check "web answers /healthz" eventually answers 200 /healthz
    check "web is ready" answers 200 /readyz
    check "the health check of the image succeeds" once -- python deploy/healthcheck.py
    check "web has an ordinary user and no capability" unprivileged
    check "invented content is loaded" once load_demo --force
    check "the list in German" page 200 de /de/stellen/
    check "the list in English" page 200 en /en/jobs/
    check "a style sheet with a hashed name" hashed_static_file
    check "an unknown page in German" page 404 de /de/unbekannt/
    check "an unknown page in English" page 404 en /en/unknown/
    check "the sign-in page of the staff" answers 200 /staff/login/
    check "plain HTTP is redirected" redirects_plain_http
}

test_worker() {
    check "a visitor applies and gets the receipt page" shows_receipt
    check "the CV is in the volume, for its owner only" stored_privately
    start worker
    check "the worker mails the receipt" eventually mailed_receipt
    check "the worker's health check succeeds" once worker_health
    check "SIGTERM ends the worker" ends_by_sigterm worker
    check "SIGTERM ends the web server" ends_by_sigterm web
}

main() {
    trap clear_away EXIT
    trap 'exit 130' INT TERM
    need curl "$python"
    choose_engine
    start_database
    start_mailbox
    write_environment
    if [[ $engine == buildah && -z ${BASE_IMAGE:-} ]]; then
        import_base
        say "base image ready"
    fi
    build >"$scratch/build.log" 2>&1 || die "the image does not build"
    rm "$scratch/build.log"
    say "built with $engine: $(size)"
    test_image
    test_web
    test_worker
    say "image test: $passed checks passed"
}

main
