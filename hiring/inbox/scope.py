"""Whose inbox it is, and of which posting; what nobody may see is left out here, once for all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import QuerySet

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from careers.languages import language_codes, localized_column
from careers.models import Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_COUNTED = 500
"""Over all postings it is counted so far, and then "500+": nobody needs more, and it takes long."""
MOST_POSTINGS = 100
"""So many can be chosen from in the list; every posting has its own way to its inbox."""


@dataclass(frozen=True)
class Scope:
    """One person's applications, of one posting or of all."""

    user: "User"
    posting: Posting | None = None
    is_searched: bool = False
    """Whether words are looked for in it, so that only few are left."""

    @property
    def applications(self) -> QuerySet[Application]:
        """Those that the person may see, in no order."""
        visible = Application.objects.for_user(self.user).order_by()
        return visible.filter(posting=self.posting) if self.posting else visible

    @property
    def is_small(self) -> bool:
        """Whether to look at row after row takes less than to read whole tables."""
        return self.posting is not None or self.is_searched


def readable_postings(user: "User") -> QuerySet[Posting]:
    """Postings whose applications the person may see, whether there are any or not."""
    if user.has_perm(SEE_EVERY_APPLICATION):
        return Posting.objects.all()
    return Posting.objects.filter(hiring_team=user)


class PostingName(NamedTuple):
    """A posting as a choice."""

    pk: int
    title: str
    is_closed: bool


def postings_to_choose(user: "User") -> list[PostingName]:
    """The newest of those that were ever public."""
    columns = [localized_column("title", code) for code in language_codes()]
    published = readable_postings(user).filter(published_at__isnull=False).order_by("-pk")
    rows = published.values_list("pk", "closed_at", *columns)[:MOST_POSTINGS]
    return [
        PostingName(pk, next(filter(None, titles), f"#{pk}"), closed_at is not None)
        for pk, closed_at, *titles in rows
    ]
