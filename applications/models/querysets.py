"""Reads over many rows. "Now" is taken when a method is called, never at import."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from applications.models.alert import JobAlert
    from applications.models.application import Application
    from applications.models.document import Document
    from applications.models.draft import Draft

SEE_EVERY_APPLICATION = "applications.see_every_application"


def seen_by(user: "User | AnonymousUser", *, application: str = "") -> Q:
    """Rows of applications that the user may see; the prefix leads to the application.

    One whose author wants it erased is only for those who see every application. Without an
    account there is nothing to see: no key would match the postings without a team.
    """
    if not user.is_active:
        return Q(pk__in=[])
    if user.has_perm(SEE_EVERY_APPLICATION):
        return Q()
    conditions = {"posting__hiring_team": user.pk, "erasure_requested_at": None}
    return Q(**{f"{application}{name}": value for name, value in conditions.items()})


class ApplicationQuerySet(models.QuerySet["Application"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Applications a member of staff may see: all, or those of their hiring teams' postings."""
        return self.filter(seen_by(user))

    def with_counts(self) -> Self:
        """Adds document_count."""
        return self.annotate(document_count=Count("documents", distinct=True))

    def of_address(self, email: str) -> Self:
        """Everything that was sent with this e-mail address, in any letter case."""
        return self.filter(email__iexact=email)


class DocumentQuerySet(models.QuerySet["Document"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Documents of the applications that a member of staff may see; never those of drafts."""
        of_applications = self.filter(application__isnull=False)
        return of_applications.filter(seen_by(user, application="application__"))


class DraftQuerySet(models.QuerySet["Draft"]):
    def current(self) -> Self:
        """Drafts that have not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())


class JobAlertQuerySet(models.QuerySet["JobAlert"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)
DraftManager = models.Manager.from_queryset(DraftQuerySet)
JobAlertManager = models.Manager.from_queryset(JobAlertQuerySet)
DocumentManager = models.Manager.from_queryset(DocumentQuerySet)
