"""How many public pages the shipped nginx gives out from its cache, beside an empty view: python -m benchmarks.behind_nginx.

The web server as `make run` starts it, before it a real nginx with deploy/nginx.conf (tests/proxy.py), over TLS as
visitors have it. wrk asks both in turns, 16 connections that stay open; "%A" as in benchmarks/pages.py. Pages are asked
for plain and as browsers do, compressed; beside them a file with the list that the same nginx reads from its disk
and keeps open, plain and compressed: as many answers as the machine has at all, with wrk and TLS on the same cores.
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
STILL = (
    r"(?m)^ *location / \{\n(?=.*\n.*proxy_pass.*\n *proxy_http_version)",
    r"""location /-still-/ {
            alias FOLDER/;
            gzip off;
            open_file_cache max=2;
        }
        \g<0>""",
)
"""A place in deploy/nginx.conf for files of the proxy's folder."""


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
            web, proxy = Server("web", port), start_proxy(Path(proxy_folder), port)
            try:
                tell(empty, web, proxy.port, arguments)
            finally:
                proxy.stop()


def start_proxy(folder: Path, port: int) -> Proxy:
    """The shipped nginx, and the list as two files of its own."""
    plain = Server("web", port)
    for name, server in {"plain": plain, "gzip": plain._replace(encoding="gzip")}.items():
        (folder / name).write_bytes(server.ask(server.connect(), LIST) or b"")
    proxy = Proxy(
        folder, web_port=port, changes=((STILL[0], STILL[1].replace("FOLDER", str(folder))),)
    )
    proxy.start()
    return proxy


def tell(empty: Server, web: Server, port: int, arguments: argparse.Namespace) -> None:
    found = find_pages(web, arguments.number)
    pages = {
        "file": ["/-still-/"],
        "list": [LIST],
        "filtered list": found["filtered list"],
        "posting": found["posting"],
    }
    plain = Server("nginx", port, scheme="https")
    packed = plain._replace(encoding="gzip")
    print("| behind nginx, again | plain, %A | gzip, %A | goal |\n|---|---|---|---|")
    of_empty = []
    for name, paths in pages.items():
        ratios: dict[Server, list[float]] = {plain: [], packed: []}
        for server in ratios:
            measure_rate(server, paths_of(server, paths), 1)
        for _round in range(arguments.rounds):
            of_empty.append(measure_rate(empty, ["/"], arguments.seconds))
            for server, taken in ratios.items():
                rate = measure_rate(server, paths_of(server, paths), arguments.seconds)
                taken.append(100 * rate / of_empty[-1])
        cells = " | ".join(f"{median(taken):,.0f}" for taken in ratios.values())
        print(f"| {name} | {cells} | {GOAL:,} |", flush=True)
    tell_noise(of_empty)


def paths_of(server: Server, paths: list[str]) -> list[str]:
    return [
        f"{path}{server.encoding or 'plain'}" if path == "/-still-/" else path for path in paths
    ]


if __name__ == "__main__":
    main()
