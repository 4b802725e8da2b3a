"""How much memory the web processes take, and how soon they answer: python -m benchmarks.memory [public] [REQUESTS].

Everything is started as `make run` does (config.run), in a folder of its own with the demo in its database, or on the
database that DATABASE_URL names. Then REQUESTS are sent by THREADS at once: of the site in both languages (lists, searches
that nobody has asked before, ads, forms, channels, what is missing) and, but for `public`, each fifth of the signed-in staff
(lists, applications, editors). Read is /proc/PID/smaps_rollup: RSS counts what processes share in each of them, PSS in
parts. The cold start is that of the web server alone on a database that runs, from its start to its first answers.
"""

import contextlib
import http.client
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from config.processes import print_status, start_process, stop_process
from config.run import local, supervisor

REQUESTS, THREADS, STARTS = 10_000, 8, 5
MEBIBYTE = 2**20
LISTS = ["/de/stellen/", "/en/jobs/"]
APPLY = {"de": "bewerben/", "en": "apply/"}
OTHERS = ["/sitemap.xml", "/robots.txt", "/de/stellen/feed/", "/en/jobs/by-email/", "/en/missing/"]
ADS = re.compile(r'href="(/(?:de|en)/[a-z]+/\d+-[^"?#/]+/)"')
ROWS = re.compile(r'href="(/admin/(?:applications/application|careers/posting)/\d+/[a-z]*/?)[?"]')
STAFF_LOGIN = "admin", "offene-stelle-demo"
STAFF = [
    "applications/application/",
    "applications/application/?q=schmidt",
    "careers/posting/",
    "careers/textblock/",
    "hiring/outgoingmail/",
]


class Site:
    """The running site, asked over connections of its own; with the staff's cookie once signed in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, text and cookies."""
        browser = http.client.HTTPConnection(local.HOST, self.port, timeout=60)
        with contextlib.closing(browser):
            browser.request("POST" if body else "GET", path, body, headers)
            answer = browser.getresponse()
            cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", [])]
            return answer.status, answer.read().decode(errors="replace"), "; ".join(cookies)

    def sign_in(self, name: str, password: str) -> None:
        path = "/staff/login/"
        _, page, cookie = self.ask(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        fields = {
            "login": name,
            "password": password,
            "csrfmiddlewaretoken": found[1] if found else "",
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        status, _, self.cookie = self.ask(path, urlencode(fields), **kind)
        if status != HTTPStatus.FOUND:
            raise SystemExit(f"{name} cannot sign in: {status}")

    def get(self, path: str) -> int:
        staff = path.startswith("/admin/")
        return self.ask(path, **({"Cookie": self.cookie} if staff else {}))[0]


def list_requests(site: Site) -> Iterator[str]:
    """Endless: each fifth is of the staff if they are signed in, each tenth a search that nobody has asked before."""
    ads = [ad for page in LISTS for ad in dict.fromkeys(ADS.findall(site.ask(page)[1]))]
    public = [*LISTS, *ads, *(f"{ad}{APPLY[ad[1:3]]}" for ad in ads), *OTHERS]
    pages = cycle(public)
    behind = cycle(list_staff_pages(site)) if site.cookie else pages
    for number in range(sys.maxsize):
        if number % 10 == 0:
            yield f"{LISTS[number // 10 % 2]}?q=Verein+{number}"
        else:
            yield next(behind if number % 5 == 1 else pages)


def list_staff_pages(site: Site) -> list[str]:
    """Lists, and what the first and the third of them lead to."""
    lists = [f"/admin/{path}" for path in STAFF]
    texts = [site.ask(path, Cookie=site.cookie)[1] for path in lists[:3:2]]
    return lists + [row for text in texts for row in list(dict.fromkeys(ROWS.findall(text)))[:10]]


def send(site: Site, paths: Iterator[str], count: int) -> dict[int, int]:
    """How often each status came."""
    found: dict[int, int] = {}
    with ThreadPoolExecutor(THREADS) as pool:
        for status in pool.map(site.get, islice(paths, count)):
            found[status] = found.get(status, 0) + 1
    return found


def find_children(parent: int) -> list[int]:
    """Of all generations, the youngest last."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found = [parent]
    for one in found:
        found += [child for child, above in parents.items() if above == one]
    return found[1:]


def read_memory(process: int) -> tuple[float, float]:
    """RSS and PSS in MiB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {
        name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)
    }
    return sizes["Rss"] * 1024 / MEBIBYTE, sizes["Pss"] * 1024 / MEBIBYTE


def tell_memory(server: int, after: int) -> None:
    """What watches them (the first two) takes memory as well."""
    names = ["watch", "server"]
    for number, process in enumerate([server, *find_children(server)]):
        rss, pss = read_memory(process)
        name = names[number] if number < len(names) else f"worker {number - 1}"
        print(f"| {name} | {after:,} | {rss:.1f} | {pss:.1f} |", flush=True)


def measure_start(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the web server to its first answer and to its first list."""
    port = local.find_free_port(0)
    begun = time.monotonic()
    command = [*supervisor.WEB_SERVER, "--host", local.HOST, "--port", str(port)]
    server = start_process(command, environment)
    try:
        return wait_for(Site(port), "/healthz") - begun, wait_for(Site(port), LISTS[0]) - begun
    finally:
        stop_process(server)


def wait_for(site: Site, path: str) -> float:
    """When it was first answered, on the clock."""
    deadline = time.monotonic() + supervisor.READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if site.get(path) == HTTPStatus.OK:
                return time.monotonic()
        time.sleep(0.01)
    raise SystemExit(f"{path} was not answered")


def measure_memory(site: Site, server: int, requests: int) -> None:
    paths, sent = list_requests(site), 0
    statuses: dict[int, int] = {}
    print("\n| process | after requests | RSS, MiB | PSS, MiB |\n|---|---|---|---|")
    for count in (0, 100, requests // 2 - 100, requests // 2):
        for status, times in send(site, paths, count).items():
            statuses[status] = statuses.get(status, 0) + times
        sent += count
        tell_memory(server, sent)
    print(
        "\nanswers: "
        + ", ".join(f"{times} × {status}" for status, times in sorted(statuses.items()))
    )


def main(arguments: list[str]) -> None:
    requests = next((int(each) for each in arguments if each.isdigit()), REQUESTS)
    with tempfile.TemporaryDirectory(prefix="offene-stelle-memory-") as name:
        os.environ["VAR_DIR"] = name
        folder = local.var_folder()
        folder.chmod(0o711)
        with local.use_database(folder) as (url, _), contextlib.ExitStack() as stack:
            port = local.find_free_port(0)
            environment = local.build_environment(folder, url, port) | {"LOG_LEVEL": "ERROR"}
            children: supervisor.Children = {}
            stack.callback(supervisor.end_all_but_the_database, children)
            supervisor.start_parts(children, environment, folder / "prepared", port)
            if not supervisor.wait_until_ready(children, port):
                raise SystemExit("The site did not become ready.")
            site = Site(port)
            if "public" not in arguments:
                site.sign_in(*STAFF_LOGIN)
            measure_memory(site, children["web server"].pid, requests)
            supervisor.end_all_but_the_database(children)
            for number in range(STARTS):
                first, page = measure_start(environment)
                print_status(
                    f"start {number + 1}: first answer {first:.2f} s, first list {page:.2f} s"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
