"""What follows from everything that is public, worked out once and kept in the memory of a process while a lease holds."""

import threading
from collections.abc import Callable, Hashable

from careers.web.public_news import NEWS, PublicNews


class KeptByLease[K: Hashable, V]:
    """The results of `build`, which reads nothing but what is public; one for each key, few keys.

    A change of public pages ends the lease (docs/decisions/0034), and with it all results. Where there is none, as
    in commands or while news are not heard, each call builds its own.
    """

    def __init__(self, build: Callable[[K], V], news: PublicNews = NEWS) -> None:
        self.build, self.news = build, news
        self.lock = threading.Lock()
        self.number = 0
        self.kept: dict[K, V] = {}

    def is_kept(self) -> bool:
        """Whether what is built now is there for the next call, too."""
        return self.news.find_lease() is not None

    def get(self, key: K) -> V:
        """What holds now; of several threads that want the same, one builds it and the others wait."""
        lease = self.news.find_lease()
        if lease is None:
            return self.build(key)
        with self.lock:
            if lease.number > self.number:
                self.number, self.kept = lease.number, {}
            if lease.number == self.number:
                if key not in self.kept:
                    self.kept[key] = self.build(key)
                return self.kept[key]
        return self.build(key)
