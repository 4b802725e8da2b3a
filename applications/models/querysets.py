"""Reads over many rows. "Now" is taken when a method is called, never at import."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from applications.models.application import Application
    from applications.models.document import Document

SEE_EVERY_APPLICATION = "applications.see_every_application"


def seen_by(user: "User | AnonymousUser", *, posting: str) -> Q:
    """Rows of postings whose applications the user may see; the prefix leads to the posting.

    Without an account there is nothing to see: no key would match the postings without a team.
    """
    if not user.is_active:
        return Q(pk__in=[])
    if user.has_perm(SEE_EVERY_APPLICATION):
        return Q()
    return Q(**{f"{posting}hiring_team": user.pk})


class ApplicationQuerySet(models.QuerySet["Application"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Applications a member of staff may see: all, or those of their hiring teams' postings."""
        return self.filter(seen_by(user, posting="posting__"))

    def with_counts(self) -> Self:
        """Adds document_count."""
        return self.annotate(document_count=Count("documents", distinct=True))

    def of_address(self, email: str) -> Self:
        """Everything that was sent with this e-mail address, in any letter case."""
        return self.filter(email__iexact=email)


class DocumentQuerySet(models.QuerySet["Document"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Documents of the applications that a member of staff may see."""
        return self.filter(seen_by(user, posting="application__posting__"))


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)
DocumentManager = models.Manager.from_queryset(DocumentQuerySet)
