"""What /metrics of a process says, as names, labels and numbers."""

import urllib.request

from prometheus_client.parser import text_string_to_metric_families

type Sample = tuple[str, frozenset[tuple[str, str]]]


def scrape(port: int) -> dict[Sample, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    families = text_string_to_metric_families(text)
    return {
        (one.name.removeprefix("offene_stelle_"), frozenset(one.labels.items())): one.value
        for family in families
        for one in family.samples
    }


def value(found: dict[Sample, float], name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))
