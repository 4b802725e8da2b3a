"""Whose inbox it is, and of which posting; what nobody may see is left out here, once for all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from careers.models import Posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_POSTINGS = 100
"""So many can be chosen from in the list; every posting has its own way to its inbox."""


@dataclass(frozen=True)
class Scope:
    """One person's applications, of one posting or of all."""

    user: "User"
    posting: Posting | None = None

    @property
    def applications(self) -> QuerySet[Application]:
        """Those that the person may see, in no order."""
        visible = Application.objects.for_user(self.user).order_by()
        return visible.filter(posting=self.posting) if self.posting else visible


def readable_postings(user: "User") -> QuerySet[Posting]:
    """Postings whose applications the person may see, whether there are any or not."""
    if user.has_perm(SEE_EVERY_APPLICATION):
        return Posting.objects.all()
    return Posting.objects.filter(hiring_team=user)


def postings_to_choose(user: "User") -> list[Posting]:
    """The newest of those that have applications for this person."""
    visible = Application.objects.for_user(user).filter(posting=OuterRef("pk"))
    found = readable_postings(user).filter(Exists(visible.order_by())).order_by("-pk")
    return list(found[:MOST_POSTINGS])
