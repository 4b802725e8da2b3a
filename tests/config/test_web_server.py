"""The real web server: what its clients see when a stream breaks, or the database was restarted."""

import http.client
import json
import secrets
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.embedded_database import data_folder, running_database, server
from tests.web_server import get, running_web_server


def test_broken_stream_is_seen_as_broken_by_the_client() -> None:
    application = "tests.config.broken_stream:application"
    with running_web_server(application, TESTS_BROKEN_STREAM="1") as port:
        assert get(port, "/whole") == (200, b"part\n" * 4000)
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            get(port, "/half")


def test_process_that_takes_too_much_memory_is_replaced_and_no_request_is_lost() -> None:
    """By the limit that the image sets (deploy/entrypoint.sh), lowered."""
    limit = {"GRANIAN_WORKERS_MAX_RSS": "120", "GRANIAN_RSS_SAMPLE_INTERVAL": "1"}
    patience = {"GRANIAN_RESPAWN_FAILED_WORKERS": "true", "GRANIAN_WORKERS_KILL_TIMEOUT": "10"}
    with running_web_server("tests.config.growing:application", **limit, **patience) as port:
        grown = get(port, "/grow")[1]
        statuses, deadline = set[int](), time.monotonic() + 30
        answering = grown
        while answering == grown and time.monotonic() < deadline:
            status, answering = get(port, "/")
            statuses.add(status)
            time.sleep(0.05)
    assert (statuses, answering != grown) == ({200}, True)


def failing(port: int) -> list[str]:
    return list(json.loads(get(port, "/readyz")[1])["failing"])


def fill_pool(port: int) -> None:
    """Eight at once, so that eight connections are idle afterwards."""
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _number: failing(port), range(16)))


def test_pages_say_so_while_the_database_is_away_and_none_fails_once_it_is_back(
    tmp_path: Path,
) -> None:
    folder = Path(tempfile.gettempdir()) / f"offene-stelle-restart-{secrets.token_hex(4)}"
    with running_database(folder, durable=False) as address:
        variables = {
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "TESTS_WORKER_DATABASE": "postgres",
            "TESTS_DATABASE_SOCKET": str(address.socket_folder),
            "TESTS_WORKER_DOCUMENTS": str(tmp_path),
            "TESTS_WORKER_SMTP_PORT": "1",
        }
        with running_web_server("config.wsgi:application", **variables) as port:
            fill_pool(port)
            server.stop_server(address)
            again = server.start_server(data_folder.find_place(folder), durable=False)
            unseen = [failing(port) for _number in range(14)]  # nobody asked while it was away
            fill_pool(port)
            server.stop_server(again)
            away = [
                get(port, path)[0]
                for path in ("/de/stellen/", "/de/stellen/1/", "/accounts/login/")
            ]
            again = server.start_server(data_folder.find_place(folder), durable=False)
            try:
                found = [failing(port) for _number in range(14)]
            finally:
                server.stop_server(again)
    assert (set(away), ["database" in each for each in unseen + found]) == ({503}, [False] * 28)
