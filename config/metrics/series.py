"""The series that processes count themselves, in files that all processes of a machine share.

Imported only where METRICS_ADDRESS is set, after the folder of the files was named: prometheus_client looks then.
"""

from prometheus_client import Counter, Gauge, Histogram

PREFIX = "offene_stelle_"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

COUNTERS = {
    "requests": Counter(
        f"{PREFIX}requests",
        "Requests by the name of their view, kept pages included.",
        ["view", "status"],
    ),
    "page_cache": Counter(
        f"{PREFIX}page_cache_lookups",
        "Requests that a kept page may answer, and whether one did.",
        ["result"],
    ),
    "mails": Counter(f"{PREFIX}mails", "Mails by what the mail server made of them.", ["outcome"]),
    "uploads": Counter(
        f"{PREFIX}uploads", "Files that applicants sent, by the verdict of the check.", ["verdict"]
    ),
}
"""By the name in careers/tallies.py; there the values of the labels follow in this order."""

REQUEST_SECONDS = Histogram(
    f"{PREFIX}request_seconds",
    "Time until Django's answer begins; kept pages are not timed.",
    ["view"],
    buckets=SECONDS,
)
POOL = {
    name: Gauge(f"{PREFIX}pool_{name}", help_text, multiprocess_mode="livesum")
    for name, help_text in {
        "size": "Connections to the database that web processes hold.",
        "available": "Those of them that nobody uses.",
        "max": "Connections that the pools may hold.",
        "waiting": "Threads that wait for a connection.",
    }.items()
}
POOL_ERRORS = Counter(f"{PREFIX}pool_errors", "Requests for a connection that got none in time.")

EXPECTED = {
    "mails": ("sent", "refused", "later", "in_doubt"),
    "page_cache": ("hit", "miss"),
    "uploads": ("accepted", "cleaned", "not_checked"),
}
"""What stands there from the start with 0: Prometheus sees no rise in a series that begins with 1."""


def begin_with_zero() -> None:
    for name, values in EXPECTED.items():
        for value in values:
            COUNTERS[name].labels(value)
