"""Reads over many rows. "Now" is taken when a method is called, never at import."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from applications.models.application import Application
    from applications.models.document import Document

SEE_EVERY_APPLICATION = "applications.see_every_application"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Applications a member of staff may see: all, or those of their hiring teams' postings."""
        if user.has_perm(SEE_EVERY_APPLICATION):
            return self
        return self.filter(posting__hiring_team=user.pk)

    def with_counts(self) -> Self:
        """Adds document_count."""
        return self.annotate(document_count=Count("documents", distinct=True))

    def of_address(self, email: str) -> Self:
        """Everything that was sent with this e-mail address, in any letter case."""
        return self.filter(email__iexact=email)


class DocumentQuerySet(models.QuerySet["Document"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Documents of the applications that a member of staff may see."""
        if user.has_perm(SEE_EVERY_APPLICATION):
            return self
        return self.filter(application__posting__hiring_team=user.pk)


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)
DocumentManager = models.Manager.from_queryset(DocumentQuerySet)
