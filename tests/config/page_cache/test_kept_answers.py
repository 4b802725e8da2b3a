"""The memory has a limit, and what strangers make up pushes out no page."""

from config.page_cache.kept_answers import KeptAnswers
from config.page_cache.keys import Key
from config.page_cache.public_answers import OVERHEAD, PublicAnswer

MOST = 40 * 10_000


def answer(size: int = 10_000 - OVERHEAD - 10) -> PublicAnswer:
    return PublicAnswer([("Content-Type", "text/html")], b"x" * size)


def key(number: int, query: str = "") -> Key:
    return Key("http", "localhost", f"/{number:03}", query, "")


def test_least_lately_used_goes_first_and_the_limit_holds() -> None:
    kept = KeptAnswers(MOST)
    for number in range(30):
        assert kept.keep(1, key(number), answer())
    kept.get(1, key(0))
    kept.keep(1, key(30), answer())
    found = [number for number in range(31) if kept.get(1, key(number))]
    assert found == [0, *range(2, 31)]
    assert kept.bytes <= MOST


def test_lists_with_a_query_push_out_no_page() -> None:
    kept = KeptAnswers(MOST)
    kept.keep(1, key(0), answer())
    for number in range(100):
        kept.keep(1, key(number, "q=a"), answer())
    assert kept.get(1, key(0)) is not None
    assert kept.get(1, key(99, "q=a")) is not None
    assert kept.get(1, key(0, "q=a")) is None
    assert kept.bytes <= MOST


def test_too_large_an_answer_is_not_kept() -> None:
    kept = KeptAnswers(MOST)
    assert not kept.keep(1, key(0), answer(MOST // 10))
    assert (kept.get(1, key(0)), kept.bytes) == (None, 0)


def test_new_lease_finds_nothing_of_the_one_before() -> None:
    kept = KeptAnswers(MOST)
    kept.keep(1, key(0), answer())
    assert kept.get(2, key(0)) is None
    assert not kept.keep(1, key(0), answer())
    assert (kept.get(2, key(0)), kept.bytes) == (None, 0)


def test_same_answer_again_counts_once() -> None:
    kept, one = KeptAnswers(MOST), answer()
    for _time in range(3):
        kept.keep(1, key(0), one)
    assert kept.bytes == one.size + len(key(0).path)
