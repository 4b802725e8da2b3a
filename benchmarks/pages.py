"""How many public pages two builds give out, beside an empty view: `make bench`, python -m benchmarks.pages.

For each number of postings a database of its own, filled by benchmarks/pages_rows.py and kept in var/benchmark.
On it run, each as `make run` starts it, the build of before (BEFORE, a checkout of the commit with its own .venv;
left out if there is none) and this one. "Cold" is asked with a cookie of ours, so that no kept page answers and
Django renders each time; "again" without. wrk asks them and the empty view (benchmarks/empty_view.py, two sync workers of
gunicorn) in turns, 16 connections; "%A" is the throughput in per cent of the empty view's in the same round,
told is the median of the rounds, with the empty view's own spread as the machine's noise. Searches and
sitemap are asked by one connection, told in milliseconds of whole answers.

    BEFORE=../before python -m benchmarks.pages [--rounds 3] [--seconds 3] [--gate] [NUMBER …]
"""

import argparse
import contextlib
import itertools
import math
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from benchmarks.page_servers import (
    CHECKOUT,
    Server,
    fill,
    run_build,
    run_empty_view,
    use_database_server,
)

NUMBERS = (29, 10_000, 100_000)
CONNECTIONS = 16
COOKIE = "django_language=de"
ASKED = 40
"""Times for each page that one connection asks for."""
RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
FAULTS = re.compile(r"Non-2xx or 3xx responses: \d+")
LIST = "/de/stellen/"
POSTING = re.compile(rf'href="({LIST}[0-9]+-[^"/]+/)"')
FORM = re.compile(r'href="([^"]+)" data-apply')
PAGES = 60
FILTERS = [
    f"place={place}&hours={hours}"
    for place in ("berlin", "hamburg", "munich", "leipzig", "kassel")
    for hours in ("full_time", "part_time", "intern")
]
# Asks for each path in turn; each thread of wrk begins somewhere else.
SCRIPT = """
math.randomseed(os.time() + tonumber(tostring({{}}):match("0x(.*)"), 16) % 1000)
local paths = {{ {paths} }}
local at = math.random(#paths)
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""
# In %A; cold, and at 100,000 postings where it differs.
GOALS = {"list": 8.0, "list, any page": 8.0, "filtered list": 8.0, "posting": 12.0, "form": 7.0}
GOALS_OF_MANY = GOALS | {"filtered list": 4.0}
AGAIN = 200.0
WORDS = ("Kubernetes", "Berlin", "Netzplan", "Entwicklerin", "Barrierefreiheit", "Vergaberecht")
TYPOS = ("Kuberntes", "Barierefreiheit", "Vergabrecht", "Datenschtuz", "Entwiklerin", "Bibiotheken")
LATENCY_GOALS = {"search": 40.0, "typo": 80.0}


def main() -> None:
    arguments = read_arguments()
    before = os.environ.get("BEFORE", "")
    is_met = True
    with use_database_server() as server, run_empty_view() as empty:
        for number in arguments.numbers or NUMBERS:
            url = fill(server, number)
            with contextlib.ExitStack() as stack:
                servers = start_builds(stack, url, Path(before).resolve() if before else None)
                print(f"\n{number:,} postings\n")
                is_met &= tell_throughput(empty, servers, number, arguments)
                is_met &= tell_latency(servers)
    raise SystemExit(bool(arguments.gate and not is_met))


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("numbers", nargs="*", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--gate", action="store_true", help="fail below half of a goal")
    return parser.parse_args()


def start_builds(stack: contextlib.ExitStack, url: str, before: Path | None) -> list[Server]:
    """The builds under their names, each ready."""
    new, _process = stack.enter_context(run_build(CHECKOUT, url))
    servers = [Server("new, cold", new, COOKIE), Server("new, again", new)]
    if before:
        port, _process = stack.enter_context(run_build(before, url))
        servers.insert(0, Server("before", port, COOKIE))
    return servers


def find_pages(server: Server, number: int) -> dict[str, list[str]]:
    """The paths to ask for in turns, by the name of the page."""
    pages = [f"{LIST}?page={page}" for page in spread(1, -(-number // 20), PAGES)]
    postings = [find_links(server, page, POSTING)[0] for page in pages]
    forms = [find_links(server, path, FORM)[0] for path in postings]
    return {
        "list": [LIST],
        "list, any page": pages,
        "filtered list": [f"{LIST}?{query}" for query in FILTERS],
        "posting": postings,
        "form": forms,
    }


def spread(first: int, last: int, number: int) -> list[int]:
    """At most so many whole numbers, as far apart as there is room."""
    return sorted({first + (last - first) * step // (number - 1) for step in range(number)})


def find_links(server: Server, path: str, link: re.Pattern[str]) -> list[str]:
    page = server.ask(server.connect(), path) or b""
    found = list(dict.fromkeys(link.findall(page.decode())))
    assert found, path
    return found


def tell_throughput(
    empty: Server, servers: list[Server], number: int, arguments: argparse.Namespace
) -> bool:
    """Print a table; whether no page is below half of its goal."""
    goals = GOALS if number < NUMBERS[-1] else GOALS_OF_MANY
    heads = [server.name for server in servers]
    print(f"| page, %A | {' | '.join(heads)} | goal cold |\n|---|{'---|' * len(heads)}---|")
    all_of_empty: list[float] = []
    is_met = True
    for page, paths in find_pages(servers[-1], number).items():
        ratios, of_empty = measure_page(empty, servers, paths, arguments)
        all_of_empty += of_empty
        cells = [f"{median(each):.2f}" for each in ratios.values()]
        print(f"| {page} | {' | '.join(cells)} | {goals[page]:g} |", flush=True)
        is_met &= median(ratios["new, cold"]) >= goals[page] / 2
        is_met &= page == "form" or median(ratios["new, again"]) >= AGAIN / 2
    tell_noise(all_of_empty)
    return is_met


def tell_noise(of_empty: list[float]) -> None:
    """How many answers a second the empty view gave, and how far that went apart."""
    noise = 100 * (max(of_empty) - min(of_empty)) / median(of_empty)
    load = os.getloadavg()[0]
    print(f"\nA: {median(of_empty):,.0f} a second, spread {noise:.0f} %, load {load:.1f}")


def measure_page(
    empty: Server, servers: list[Server], paths: list[str], arguments: argparse.Namespace
) -> tuple[dict[str, list[float]], list[float]]:
    """%A of each server, and answers a second of the empty view, in each round."""
    for server in servers:
        measure_rate(server, paths, 1)
    ratios: dict[str, list[float]] = {server.name: [] for server in servers}
    of_empty = []
    for number in range(arguments.rounds):
        of_empty.append(measure_rate(empty, ["/"], arguments.seconds))
        for server in servers if number % 2 else reversed(servers):
            rate = measure_rate(server, paths, arguments.seconds)
            ratios[server.name].append(100 * rate / of_empty[-1])
    return ratios, of_empty


def measure_rate(server: Server, paths: list[str], seconds: int) -> float:
    """Good answers a second."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths)))
        script.flush()
        command += [part for pair in server.headers.items() for part in ("-H", ": ".join(pair))]
        said = subprocess.run(
            [*command, "-s", script.name, server.url], check=True, capture_output=True, text=True
        ).stdout
    if server.scheme == "http":  # a slow server has a queue left; the proxy has none
        with contextlib.suppress(TimeoutError):
            server.ask(server.connect(), paths[0])
    rate = RATE.search(said)
    assert rate
    if FAULTS.search(said):
        raise SystemExit(f"{server.name} gives bad answers for {paths[0]}:\n{said}")
    return float(rate[1])


def tell_latency(servers: list[Server]) -> bool:
    """Print a table; whether no search takes twice as long as its goal."""
    asked = [server for server in servers if server.name != "new, again"]
    heads = " | ".join(f"{server.name}: p50 | p99" for server in asked)
    print(f"\n| ms of one answer | {heads} | goal p50 |\n|---|{'---|---|' * len(asked)}---|")
    is_met = True
    searches = {"search": build_searches(WORDS), "typo": build_searches(TYPOS)}
    for name, paths in searches.items():
        taken = [measure_latencies(server, paths, ASKED) for server in asked]
        cells = " | ".join(f"{median(each):.0f} | {find_p99(each):.0f}" for each in taken)
        print(f"| {name} | {cells} | {LATENCY_GOALS[name]:g} |", flush=True)
        is_met &= median(taken[-1]) <= 2 * LATENCY_GOALS[name]
    cells = " | ".join(tell_sitemap(server) for server in asked)
    print(f"| sitemap | {cells} | |")
    return is_met


def build_searches(words: tuple[str, ...]) -> list[str]:
    return [f"/de/stellen/?q={word}" for word in words]


def find_p99(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98]


def measure_latencies(server: Server, paths: list[str], number: int) -> list[float]:
    """Milliseconds of each answer, after one of each to warm up; infinite where one takes too long."""
    connection = server.connect()
    try:
        for path in paths:
            server.ask(connection, path)
    except TimeoutError:
        return [math.inf, math.inf]
    taken = []
    for path in itertools.islice(itertools.cycle(paths), number):
        begun = time.perf_counter()
        assert server.ask(connection, path) is not None, path
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def tell_sitemap(server: Server) -> str:
    """Milliseconds and bytes of /sitemap.xml, and of its first part where it is an index."""
    connection = server.connect()
    body = server.ask(connection, "/sitemap.xml") or b""
    part = re.search(rb"<sitemap><loc>[^<]+?(/sitemap[^<]+)</loc>", body)
    path = part[1].decode() if part else "/sitemap.xml"
    size = len(server.ask(connection, path) or b"")
    return f"{median(measure_latencies(server, [path], 5)):.0f} | {size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
