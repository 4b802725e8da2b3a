"""Whether the site stays right, and its memory flat, under load: python -m benchmarks.soak [--seconds 600] [--postings 10000].

wrk asks lists, filtered lists and ads over 64 connections, from one build started as `make run` does on the database of
benchmarks/pages.py. Meanwhile this process closes and reopens some of these ads as a request of HR does, about twice a second, and asks for
each right after it was told that it is done, over a new connection each time, so that it may reach either worker. Told are
pages that were still those of before, answers other than 200, connections to the database at most and how many the
pools may hold, and what the workers' memory was at half time and at the end.
"""

import argparse
import itertools
import os
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from benchmarks import page_servers, pages
from benchmarks.memory import find_children, read_memory
from config.run import local

CONNECTIONS, ASKED, PAUSE = 64, 4, 0.3
"""Of wrk; questions after each change; seconds between two changes."""
CHANGED = 20
"""Ads that are closed and reopened in turns, while wrk asks for them."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--postings", type=int, default=10_000)
    arguments = parser.parse_args()
    with page_servers.use_database_server() as address:
        url = page_servers.fill(address, arguments.postings)
        os.environ |= page_servers.build_environment(page_servers.CHECKOUT, url, 0)
        import django

        django.setup()
        with page_servers.run_build(page_servers.CHECKOUT, url) as (port, process):
            tell(soak(page_servers.Server("soak", port), process, arguments.seconds))


class Findings:
    def __init__(self) -> None:
        self.changes = self.questions = self.wrong = self.most_connections = 0
        self.milliseconds: list[float] = []
        self.memory: list[list[float]] = []
        self.said_by_wrk = ""


def soak(server: page_servers.Server, process: int, seconds: int) -> Findings:
    found, is_over = Findings(), threading.Event()
    paths = pages.find_pages(server, 10_000)
    changed = paths["posting"][:CHANGED]
    asked = [*paths["list, any page"], *paths["filtered list"], *paths["posting"]]
    changing = threading.Thread(target=change_ads, args=(server, changed, found, is_over))
    watching = threading.Thread(target=watch, args=(process, found, is_over, seconds / 2))
    changing.start()
    watching.start()
    found.said_by_wrk = load(server, asked, seconds)
    is_over.set()
    changing.join()
    watching.join()
    found.memory.append(workers_memory(process))
    return found


def load(server: page_servers.Server, paths: list[str], seconds: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(pages.SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths)))
        command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s"]
        address = f"http://{local.HOST}:{server.port}"
        done = subprocess.run(
            [*command, "--latency", "-s", script, address],
            check=True,
            capture_output=True,
            text=True,
        )
    return done.stdout


def change_ads(
    server: page_servers.Server, paths: list[str], found: Findings, is_over: threading.Event
) -> None:
    """Close and reopen each in turn, and ask for it at once."""
    from django.utils import timezone

    from careers.models import Posting
    from careers.services import close_posting, reopen_posting
    from careers.web.public_news import NEWS

    numbers = [int(path.removeprefix(pages.LIST).partition("-")[0]) for path in paths]
    for path, number in itertools.cycle(zip(paths, numbers, strict=True)):
        if is_over.wait(PAUSE):
            return
        posting = Posting.objects.get(public_id=number)
        is_closing, begun = posting.closed_at is None, time.perf_counter()
        if is_closing:
            close_posting(posting=posting, actor=None, reason="other", now=timezone.now())
        else:
            reopen_posting(posting=posting, actor=None, now=timezone.now())
        NEWS.catch_up()
        found.milliseconds.append(1000 * (time.perf_counter() - begun))
        found.changes += 1
        for _time in range(ASKED):
            found.questions += 1
            found.wrong += is_shown_open(server, path) is is_closing


def is_shown_open(server: page_servers.Server, path: str) -> bool:
    connection = server.connect()
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return b"data-apply" in body


def watch(process: int, found: Findings, is_over: threading.Event, until_half: float) -> None:
    from django.conf import settings

    name = settings.DATABASES["default"]["NAME"]
    half = time.monotonic() + until_half
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        while not is_over.wait(1):
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            row = connection.execute(query, [name]).fetchone()
            found.most_connections = max(found.most_connections, row[0] if row else 0)
            if not found.memory and time.monotonic() > half:
                found.memory.append(workers_memory(process))


def workers_memory(process: int) -> list[float]:
    """RSS in MiB of each web worker."""
    with suppress(OSError):
        children = find_children(process)
        names = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
        workers = [child for child in children if b"granian" in names[child]]
        return [read_memory(worker)[0] for worker in workers]
    return []


def tell(found: Findings) -> None:
    from django.conf import settings

    pool = settings.POOL["max_size"]
    took = sorted(found.milliseconds)
    print(found.said_by_wrk)
    print(f"{found.changes} changes, {found.questions} questions right after, {found.wrong} wrong")
    print(f"a change took {took[len(took) // 2]:.0f} ms (median), {took[-1]:.0f} at most")
    print(
        f"connections to the database: {found.most_connections} at most, this one's and the changes' within;"
    )
    print(f"a worker may hold {pool} and one that listens")
    for when, sizes in zip(("half time", "the end"), found.memory, strict=False):
        print(f"memory at {when}, MiB: " + ", ".join(f"{size:.1f}" for size in sizes))


if __name__ == "__main__":
    main()
