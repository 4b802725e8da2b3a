"""How many of the postings that people mean are among the best five: python -m benchmarks.search_relevance.

Runs over all postings of the demo, drafts and closed ones published for it, on a database of the tests. search_relevance.toml explains the queries.
"""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone

BEST = 5


class Answer(NamedTuple):
    """What a query found among the best, and what it should have found."""

    words: str
    expected: list[str]
    best: list[str]

    @property
    def recall(self) -> float:
        """The share of the expected that is there; of more than BEST, any BEST are all."""
        return len(set(self.expected) & set(self.best)) / min(BEST, len(self.expected))


def load_queries(name: str = "queries") -> list[dict[str, Any]]:
    """The queries over the demo; "seed_queries" the real ads answer, too, "later_queries" came later."""
    file = Path(__file__).with_suffix(".toml")
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[name]
    return found


def slugs_by_reference() -> dict[str, str]:
    file = Path(__file__).resolve().parent.parent / "demo" / "postings.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["postings"]
    return {row["reference"]: row["slug"] for row in rows}


def find_answers(
    wanted: Iterable[dict[str, Any]], others: dict[str, str] | None = None
) -> Iterator[Answer]:
    """Each query with the slugs of the first postings on the list; `others` by their reference."""
    from careers.models import Edition
    from careers.search.matching import find_editions

    slugs = slugs_by_reference() | (others or {})
    for query in wanted:
        matches = find_editions(query["q"], query["language"])
        editions = Edition.objects.in_bulk(matches.editions[:BEST] if matches else ())
        keys = matches.editions[:BEST] if matches else ()
        references = [editions[key].facts["reference"] for key in keys]
        best = [slugs.get(reference, reference) for reference in references]
        yield Answer(query["q"], query["expect"], best)


def open_everything() -> None:
    """Publish what the demo leaves a draft, scheduled or closed, so that it can be found."""
    from careers.models import Posting
    from careers.services import publish_posting

    Posting.objects.update(opens_at=None, closes_at=None)
    for posting in Posting.objects.all():
        publish_posting(posting=posting, actor=None, override="to be found", now=timezone.now())


def mean_recall(found: Iterable[Answer]) -> float:
    shares = [answer.recall for answer in found]
    return sum(shares) / len(shares)


def report_lines(found: list[Answer]) -> Iterator[str]:
    yield f"{len(found)} queries, recall@{BEST} {mean_recall(found):.3f}"
    for answer in found:
        if answer.recall < 1:
            yield f"{answer.words}: expected {answer.expected}, best {answer.best}"


def main() -> None:
    """Fill a database of its own with the demo, ask, and print."""
    import pytest

    raise SystemExit(pytest.main(["-q", "-s", "-n", "0", "tests/careers/search/test_relevance.py"]))


if __name__ == "__main__":
    main()
