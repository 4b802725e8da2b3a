"""How long a search takes over many postings: python -m benchmarks.search_speed.

The postings of the demo, copied and published until there are POSTINGS, on a database of the tests.
Measured is careers.search.matching.find_editions alone, after one call to warm up, as the median of ROUNDS calls.
"""

import itertools
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from django.utils import timezone

POSTINGS = 1_000
ROUNDS = 9
LANGUAGE = "de"
SEARCHES = {
    "a word of some titles": "Entwickler",
    "a word of most ads": "Berlin",
    "three words": "Redakteur Teilzeit Hamburg",
    "a slip of the finger": "kubernets",
    "nothing like it": "zzyzx qqqq",
    "eight words that are nowhere": "abcdefgh bcdefghi cdefghij defghijk efghijkl fghijklm ghijklmn hijklmno",
}


def multiply_postings() -> None:
    """Publish copies of all postings until there are POSTINGS."""
    from careers.models import Posting
    from careers.services import duplicate_posting, publish_posting

    sources = list(Posting.objects.filter(is_speculative=False))
    missing = range(Posting.objects.count(), POSTINGS)
    for source, _number in zip(itertools.cycle(sources), missing, strict=False):
        copy = duplicate_posting(posting=source)
        publish_posting(posting=copy, actor=None, override="to be found", now=timezone.now())


def measure_searches() -> Iterator[tuple[str, float]]:
    """What was searched, and the milliseconds it took."""
    from careers.search.matching import find_editions

    for name, words in SEARCHES.items():
        find_editions(words, LANGUAGE)
        yield name, 1000 * median(measure_seconds(words) for _round in range(ROUNDS))


def measure_seconds(words: str) -> float:
    from careers.search.matching import find_editions

    start = perf_counter()
    find_editions(words, LANGUAGE)
    return perf_counter() - start


def main() -> None:
    """Fill a database of its own, search, and print."""
    import pytest

    raise SystemExit(pytest.main(["-q", "-s", "-n", "0", "tests/careers/search/speed.py"]))


if __name__ == "__main__":
    main()
