"""Whether the site keeps answering while a block's new wording is shown in 500 ads: python -m benchmarks.republishing.

On a copy of the database of benchmarks/pages.py with 10,000 postings, SHARED_BY of which are published with a block of their
own (those in English alone show nothing of its German wording). VISITORS ask one build, started as `make run` does, each for another page every PAUSE seconds: the list (each part of the job
changes it, so that it is made anew), a filtered list, ads with the block and ads without it, a form. First for QUIET seconds
while nothing changes, then while this process does the job as a worker does. Told are milliseconds of whole answers, answers other
than 200, how long the job took, and ads that show the old wording when it is done.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from statistics import median

import psycopg

from benchmarks import page_servers, pages
from benchmarks.admin_rows import SECTIONS

POSTINGS, SHARED_BY = 10_000, 500
VISITORS, PAUSE, QUIET = 4, 0.1, 10.0
BEFORE, AFTER = "Wir arbeiten seit Jahren hier.", "Wir arbeiten seit langem hier."


def main() -> None:
    with page_servers.use_database_server() as address:
        url = copy_database(address, page_servers.fill(address, POSTINGS))
        os.environ |= page_servers.build_environment(page_servers.CHECKOUT, url, 0)
        import django

        django.setup()
        block = publish_with_block()
        with page_servers.run_build(page_servers.CHECKOUT, url) as (port, _build):
            tell(page_servers.Server("site", port), block)


def copy_database(address: str, filled: str) -> str:
    """The address of a copy that may be changed."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS republishing")
        connection.execute(f"CREATE DATABASE republishing TEMPLATE postings_{POSTINGS}")
    return filled.replace(f"/postings_{POSTINGS}?", "/republishing?")


def publish_with_block() -> object:
    """The block, which the newest postings share and show."""
    from django.db import connection
    from django.utils import timezone

    from careers.models import Posting, PostingSection, TextBlock
    from careers.services import publish_posting

    with connection.cursor() as cursor:
        cursor.execute(SECTIONS)
    block = TextBlock.objects.create(slug="us", kind="about", body_de=BEFORE, body_en="We work.")
    for posting in Posting.objects.order_by("-public_id")[:SHARED_BY]:
        PostingSection.objects.create(posting=posting, position=900, kind="about", block=block)
        publish_posting(posting=posting, actor=None, override="measured", now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return block


class Visits:
    """What visitors were answered: milliseconds by page, and answers other than 200."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, list[float]] = {}
        self.faults = 0

    def count(self, page: str, took: float, *, is_good: bool) -> None:
        self.milliseconds.setdefault(page, []).append(1000 * took)
        self.faults += not is_good


def tell(server: page_servers.Server, block: object) -> None:
    paths = find_paths(server)
    for kind in paths.values():
        server.ask(server.connect(), kind[0])
    with visit(server, paths) as quiet:
        time.sleep(QUIET)
    with visit(server, paths) as meanwhile:
        took, used, done = show_new_wording(block)
    print(f"{done} postings in {took:.1f} s on the clock, {used:.1f} s of this process\n")
    print("| page | quiet: answers | p50 | p99 | meanwhile: answers | p50 | p99 | most |")
    print("|---|---|---|---|---|---|---|---|")
    for page, calm in sorted(quiet.milliseconds.items()):
        busy = meanwhile.milliseconds.get(page, [0.0, 0.0])
        cells = [len(calm), median(calm), pages.find_p99(calm), len(busy), median(busy)]
        cells += [pages.find_p99(busy), max(busy)]
        print(f"| {page} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |")
    old = [path for path in paths["ad with the block"] if shows_old_wording(server, path)]
    print(
        f"\nfaults: {quiet.faults} before, {meanwhile.faults} meanwhile; {len(old)} old ads after"
    )


def find_paths(server: page_servers.Server) -> dict[str, list[str]]:
    shared = pages.find_links(server, pages.LIST, pages.POSTING)
    shown = [path for path in shared if shows_old_wording(server, path)]
    found = pages.find_pages(server, POSTINGS)
    others = [path for path in found["posting"] if not shows_old_wording(server, path)]
    assert shown, "no ad with the block is on the first page"
    return {
        "list": found["list"],
        "filtered list": found["filtered list"],
        "ad with the block": shown,
        "other ad": others,
        "form": found["form"],
    }


def shows_old_wording(server: page_servers.Server, path: str) -> bool:
    return BEFORE in (server.ask(server.connect(), path) or b"").decode()


@contextlib.contextmanager
def visit(server: page_servers.Server, paths: dict[str, list[str]]) -> Iterator[Visits]:
    """Has visitors ask until the end of the block."""
    found, is_over = Visits(), threading.Event()
    visitors = [
        threading.Thread(target=look_around, args=(server, paths, found, is_over, number))
        for number in range(VISITORS)
    ]
    for visitor in visitors:
        visitor.start()
    try:
        yield found
    finally:
        is_over.set()
        for visitor in visitors:
            visitor.join()


def look_around(
    server: page_servers.Server,
    paths: dict[str, list[str]],
    found: Visits,
    is_over: threading.Event,
    number: int,
) -> None:
    connection, kinds, at = server.connect(), list(paths), number
    while not is_over.wait(PAUSE):
        page = kinds[at % len(kinds)]
        path = paths[page][at // len(kinds) % len(paths[page])]
        begun = time.perf_counter()
        try:
            is_good = server.ask(connection, path) is not None
        except OSError:
            is_good, connection = False, server.connect()
        found.count(page, time.perf_counter() - begun, is_good=is_good)
        at += 1


def show_new_wording(block: object) -> tuple[float, float, int]:
    """Seconds on the clock and of this process, and how many postings show it now."""
    from django.utils import timezone

    from careers.services import republish_in_parts
    from careers.services.republishing import Wording

    block.body_de, block.version = AFTER, block.version + 1
    block.save()
    begun, used = time.perf_counter(), time.thread_time()
    wording = Wording(block, None, "measured", block.version)
    done = republish_in_parts(wording, now=timezone.now())
    return time.perf_counter() - begun, time.thread_time() - used, done


if __name__ == "__main__":
    main()
