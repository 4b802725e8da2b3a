"""How many public pages the shipped nginx gives out from its cache, beside an empty view: python -m benchmarks.behind_nginx.

The web server as `make run` starts it, before it a real nginx with deploy/nginx.conf (tests/proxy.py), over TLS as
visitors have it. wrk asks both in turns, 16 connections that stay open; "%A" as in benchmarks/pages.py.
That a change is seen within a second is shown by tests/deploy/test_proxy_cache.py.

    python -m benchmarks.behind_nginx [--rounds 3] [--seconds 3] [NUMBER of postings]
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.page_servers import (
    CHECKOUT,
    Server,
    fill,
    run_build,
    run_empty_view,
    use_database_server,
)
from benchmarks.pages import LIST, find_pages, measure_rate, tell_noise
from tests.proxy import Proxy

GOAL = 1_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    arguments = parser.parse_args()
    with (
        use_database_server() as server,
        run_empty_view() as empty,
        tempfile.TemporaryDirectory() as proxy_folder,
    ):
        url = fill(server, arguments.number)
        with run_build(CHECKOUT, url) as (port, _pid):
            Path(proxy_folder).chmod(0o711)
            proxy = Proxy(Path(proxy_folder), web_port=port)
            proxy.start()
            try:
                tell(
                    empty,
                    Server("web", port),
                    Server("nginx", proxy.port, scheme="https"),
                    arguments,
                )
            finally:
                proxy.stop()


def tell(empty: Server, web: Server, nginx: Server, arguments: argparse.Namespace) -> None:
    found = find_pages(web, arguments.number)
    pages = {"list": [LIST], "filtered list": found["filtered list"], "posting": found["posting"]}
    print("| page behind nginx, again | %A | goal |\n|---|---|---|")
    of_empty = []
    for name, paths in pages.items():
        measure_rate(nginx, paths, 1)
        ratios = []
        for _round in range(arguments.rounds):
            of_empty.append(measure_rate(empty, ["/"], arguments.seconds))
            ratios.append(100 * measure_rate(nginx, paths, arguments.seconds) / of_empty[-1])
        print(f"| {name} | {median(ratios):,.0f} | {GOAL:,} |", flush=True)
    tell_noise(of_empty)


if __name__ == "__main__":
    main()
