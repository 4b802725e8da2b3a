#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# web, worker, migrate, or any command of manage.py. `exec` hands process 1 and its signals to Python. Web server and
# worker are started again when they end by themselves (config/keep_running.py).
set -eu

# The check says once what is wrong; without it every worker would say it.
web() {
    python manage.py check --deploy --fail-level ERROR
    if [ "${LOG_FORMAT:-}" = json ]; then set -- --log-config deploy/granian-log.json; else set --; fi
    exec python -m config.keep_running granian "$@" --interface wsgi --http 1 --no-ws --host 0.0.0.0 --port "${PORT:-8000}" \
        --workers "${WEB_WORKERS:-2}" --blocking-threads "${WEB_THREADS:-4}" \
        --respawn-failed-workers --workers-kill-timeout 25 --workers-max-rss "${WEB_WORKER_MAX_MIB:-512}" \
        --http1-header-read-timeout 10000 config.wsgi:application
}

migrate() {
    python manage.py migrate --noinput
    exec python manage.py createcachetable
}

case "${1:-web}" in
    web) web ;;
    worker)
        python manage.py check --deploy --fail-level ERROR
        exec python -m config.keep_running python manage.py procrastinate worker \
            --concurrency "${WORKER_CONCURRENCY:-2}" ;;
    migrate) migrate ;;
    *) exec python manage.py "$@" ;;
esac
