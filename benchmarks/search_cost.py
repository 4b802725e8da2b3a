"""What a search over many postings costs the processor: python -m benchmarks.search_cost [--postings 100000] [WORDS …].

On the database of benchmarks/pages.py, under a lease as in a web process: for each search the whole page through Django's test
client, milliseconds of this process and of the PostgreSQL process that serves it, medians of ROUNDS; and queries. Some words
stand in the titles of thousands of ads, some only in their texts, some in fewer titles than a search finds.
"""

import argparse
import os
import time
from http import HTTPStatus
from statistics import median
from time import process_time

from benchmarks import page_servers
from benchmarks.inbox import seconds_used
from benchmarks.pages import COOKIE, LIST, TYPOS, WORDS
from config.run import local

ROUNDS = 9
SEARCHES = (*WORDS, "Museen", "team", "Berlin Python", "Entwicklerin Berlin", *TYPOS)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--postings", type=int, default=100_000)
    parser.add_argument("words", nargs="*", default=SEARCHES)
    arguments = parser.parse_args()
    with page_servers.use_database_server() as address:
        url = page_servers.fill(address, arguments.postings)
        os.environ |= page_servers.build_environment(page_servers.CHECKOUT, url, 0)
        import config.wsgi  # noqa: F401 - sets up Django, and the database's options, as for a web process

        measure(arguments.words)


def measure(searches: list[str]) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    wait_for_lease()
    client = Client(headers={"host": local.HOST, "cookie": COOKIE})
    print("| search | web process, ms | PostgreSQL, ms | queries |\n|---|---|---|---|")
    for words in searches:
        client.get(LIST, {"q": words})
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST, {"q": words}).status_code == HTTPStatus.OK
            queries = len(captured)
        own, both = [], []
        for _round in range(ROUNDS):
            begun, used = process_time(), seconds_used()
            client.get(LIST, {"q": words})
            own.append(1000 * (process_time() - begun))
            both.append(1000 * (seconds_used() - used))
        print(f"| {words} | {median(own):.1f} | {median(both) - median(own):.1f} | {queries} |")


def wait_for_lease() -> None:
    from careers.web.public_news import NEWS

    NEWS.start()
    deadline = time.monotonic() + page_servers.READY_SECONDS
    while NEWS.find_lease() is None:
        if time.monotonic() > deadline:
            raise SystemExit("no lease: changes are not heard")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
