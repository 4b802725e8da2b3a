"""Going from one application to the next: the list that somebody came from, and what they skipped."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from applications.models import Application
from hiring.inbox.query import NoSuchPosting, read_address
from hiring.reviews.queue import Position, find_next_to_rate, find_position

FILTERS = "_changelist_filters"
SKIPPED, PASSED = "skipped", "passed"
DOCUMENT = "document"
MOST_SKIPPED, MOST_PASSED = 50, 100
KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Walk:
    """All come with the address and narrow what the person may see anyway.

    `passed` are those that were gone through: they stay in the count when reading or rating has
    taken them out of the list.
    """

    user: User
    current: Application
    filters: str
    skipped: Sequence[int]
    passed: Sequence[int] = ()

    @cached_property
    def applications(self) -> QuerySet[Application]:
        """Those of the list, in its order; without a list those of the same posting."""
        if self.filters:
            with suppress(NoSuchPosting):  # not any more for this person
                return read_address(self.user, self.filters).applications
        visible = Application.objects.for_user(self.user)
        return visible.filter(posting=self.current.posting_id)

    def find_position(self) -> Position | None:
        visible = Application.objects.for_user(self.user).filter(pk__in=self.passed)
        kept = list(visible.values_list("pk", flat=True)) if self.passed else []
        return find_position(self.applications, self.current.pk, kept=kept)

    def find_next_to_rate(self, *, skip_this: bool = False) -> str:
        """The address of the next one that is not rated yet; empty if there is none."""
        skipped = [*self.skipped, *([self.current.pk] if skip_this else [])]
        found = find_next_to_rate(
            self.applications, self.user, current=self.current.pk, skipped=skipped
        )
        return self.address_of(found, skipped) if found else ""

    def address_of(self, pk: int, skipped: Sequence[int] = ()) -> str:
        """The page of an application on the same walk."""
        known = {
            FILTERS: self.filters,
            SKIPPED: ".".join(map(str, skipped[-MOST_SKIPPED:])),
            PASSED: ".".join(map(str, self.list_passed(pk))) if self.filters else "",
        }
        query = urlencode({name: value for name, value in known.items() if value})
        path = reverse("admin:applications_application_change", args=[pk])
        return f"{path}?{query}" if query else path

    def list_passed(self, target: int) -> list[int]:
        """Those gone through once the page of `target` is open, this one among them if it is left."""
        gone = self.passed if target == self.current.pk else [*self.passed, self.current.pk]
        return list(dict.fromkeys(gone))[-MOST_PASSED:]

    @cached_property
    def skip(self) -> str:
        """The address to go on with while this one waits; empty if there is no other."""
        return self.find_next_to_rate(skip_this=True)

    def with_document(self, pk: int) -> str:
        """The same page with another document in the middle."""
        return f"{self.here}{'&' if self.query else '?'}{urlencode({DOCUMENT: pk})}"

    @property
    def here(self) -> str:
        return self.address_of(self.current.pk, self.skipped)

    @property
    def query(self) -> str:
        """What buttons hand on, with its question mark."""
        _path, mark, query = self.here.partition("?")
        return mark + query


def read_walk(request: HttpRequest, application: Application, user: User) -> Walk:
    """What is no list of numbers counts as nothing skipped, and nothing passed."""
    skipped = read_keys(request.GET.get(SKIPPED, ""), MOST_SKIPPED)
    passed = read_keys(request.GET.get(PASSED, ""), MOST_PASSED)
    return Walk(user, application, request.GET.get(FILTERS, ""), skipped, passed)


def read_keys(text: str, most: int) -> list[int]:
    return [int(word) for word in text.split(".")[:most] if KEY.fullmatch(word)]
