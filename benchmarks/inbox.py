"""How long the pages of the inbox take over many applications: python -m benchmarks.inbox.

On a database of the tests: one posting with OF_ONE_POSTING applications, APPLICATIONS in all, spread over
two years, with documents, answers, later documents, read marks, decisions that wait, tags and exclusions
(benchmarks/inbox_rows.py), committed, vacuumed and analysed. Measured is the whole answer to a signed-in
request through Django's test client, all middleware and the template included, after two calls to warm
up, as the median of ROUNDS calls; with it the number of queries.
"""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.inbox_rows import Filled

ROUNDS = 9


class Measured(NamedTuple):
    """Milliseconds from request to answer, and of those that this process and the database computed.

    On a machine that does other things meanwhile only the second says something about the code.
    """

    name: str
    passed: float
    computed: float
    queries: int


def pages_to_measure(filled: Filled) -> dict[str, dict[str, object]]:
    """What is looked at, by name, as parameters of the list."""
    one = {"posting": filled.posting}
    return {
        "all: list": {},
        "all: page 10": {"page": 10},
        "all: oldest first": {"order": "oldest"},
        "all: by name": {"order": "name"},
        "all: open": {"stage": "open"},
        "all: interview": {"stage": "interview"},
        "all: rejected": {"stage": "rejected"},
        "all: unread": {"read": "unread"},
        "all: new documents": {"read": "news"},
        "all: language": {"language": "en"},
        "all: tag": {"tag": filled.tag},
        "all: documents came later": {"documents": "later"},
        "all: talent pool": {"list": "pool"},
        "all: search, a surname": {"q": "Schmidt"},
        "all: search, two words": {"q": "ada krämer"},
        "all: search, two letters": {"q": "li"},
        "all: search, an address": {"q": "ada.koch"},
        "all: search, a domain": {"q": "@example.org"},
        "all: search, a rare word of documents": {"q": "wort996"},
        "all: search, a common word of documents": {"q": "wort12"},
        "all: search, a word of all documents": {"q": "lebenslauf"},
        "all: search, nothing": {"q": "zzyzx"},
        "all: search and filter": {"q": "Schmidt", "read": "unread", "language": "de"},
        "posting: list": one,
        "posting: page 60": one | {"page": 60},
        "posting: by name": one | {"order": "name"},
        "posting: interview": one | {"stage": "interview"},
        "posting: unread": one | {"read": "unread"},
        "posting: answer": one | {f"answer_{filled.question}": "0"},
        "posting: tag": one | {"tag": filled.tag},
        "posting: search": one | {"q": "Schmidt"},
        "posting: search, a domain": one | {"q": "@example.org"},
        "posting: board": one | {"view": "board"},
        "posting: board, page 20": one | {"view": "board", "column": "rejected", "page": 20},
        "all: board": {"view": "board"},
    }


def measure_pages(filled: Filled) -> Iterator[Measured]:
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    path = reverse("admin:applications_application_changelist")
    members = {"HR": filled.hr, "team": filled.member}
    for who, pk in members.items():
        client = Client(headers={"accept-language": "de"})
        client.force_login(User.objects.get(pk=pk))
        for name, parameters in pages_to_measure(filled).items():
            yield measure_page(f"{who}, {name}", client, path, parameters)
        name = f"{who}, list of postings"
        yield measure_page(name, client, reverse("admin:careers_posting_changelist"), {})


def measure_page(name: str, client: object, path: str, parameters: dict) -> Measured:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert client.get(path, parameters).status_code == HTTPStatus.OK
        queries = len(captured)
    client.get(path, parameters)
    passed, computed = [], []
    for _round in range(ROUNDS):
        start, used = perf_counter(), seconds_used()
        client.get(path, parameters)
        passed.append(perf_counter() - start)
        computed.append(seconds_used() - used)
    return Measured(name, 1000 * median(passed), 1000 * median(computed), queries)


def seconds_used() -> float:
    """Of processor time, by this process and by the one that serves its connection."""
    from django.db import connection

    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return process_time() + int(server.read_text().split()[0]) / 1e9


def main() -> None:
    """Fill a database of its own, ask for each page, and print."""
    import pytest

    raise SystemExit(pytest.main(["-q", "-s", "-n", "0", "tests/hiring/inbox/speed.py"]))


if __name__ == "__main__":
    main()
