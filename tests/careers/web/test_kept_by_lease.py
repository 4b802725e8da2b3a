"""What is worked out once and kept while nothing public changes."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from careers.web.kept_by_lease import KeptByLease
from careers.web.public_news import Lease, PublicNews


class Builder:
    def __init__(self) -> None:
        self.news, self.calls = PublicNews(), list[str]()
        self.kept = KeptByLease(self.build, self.news)

    def build(self, key: str) -> int:
        time.sleep(0.05)
        self.calls.append(key)
        return len(self.calls)

    def hear(self, number: int, seconds: float = 60) -> None:
        self.news.process = os.getpid()
        self.news.lease = Lease(number, time.time() + seconds, None)


def test_a_result_is_kept_for_its_key_until_something_changes() -> None:
    builder = Builder()
    builder.hear(1)
    assert [builder.kept.get(key) for key in ("de", "en", "de", "en")] == [1, 2, 1, 2]
    builder.hear(2)
    assert [builder.kept.get(key) for key in ("de", "de")] == [3, 3]
    assert list(builder.kept.kept) == ["de"]


def test_nothing_is_kept_while_news_are_not_heard_or_the_time_has_come() -> None:
    builder = Builder()
    assert [builder.kept.get("de"), builder.kept.get("de")] == [1, 2]
    builder.hear(1, seconds=-1)
    assert [builder.kept.get("de"), builder.kept.get("de")] == [3, 4]


def test_nothing_of_a_parent_is_taken_in_a_process_of_its_own() -> None:
    builder = Builder()
    builder.hear(1)
    builder.news.process += 1
    assert [builder.kept.get("de"), builder.kept.get("de")] == [1, 2]


def test_whoever_still_has_an_old_lease_neither_takes_nor_leaves_anything() -> None:
    builder = Builder()
    builder.hear(2)
    builder.kept.get("de")
    builder.hear(1)
    assert builder.kept.get("de") == 2
    builder.hear(2)
    assert builder.kept.get("de") == 1


def test_of_many_at_once_one_builds() -> None:
    builder = Builder()
    builder.hear(1)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(builder.kept.get, ["de"] * 8)) == {1}
    assert builder.calls == ["de"]
