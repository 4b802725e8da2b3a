"""What one person keeps about the inbox: filters under a name, and the columns of the list."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from careers.models import plain_fields

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

LONGEST_QUERY = 1000


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """A person's own; nobody sees those of others."""
        return self.filter(user=user.pk) if user.is_active else self.none()


SavedFilterManager = models.Manager.from_queryset(SavedFilterQuerySet)


class SavedFilter(models.Model):
    """A list of the inbox that somebody wants to open again; it holds no rights, only an address."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_filters",
        verbose_name=_("person"),
    )
    name = plain_fields.CharField(_("name"), max_length=60)
    query = models.CharField(
        max_length=LONGEST_QUERY, help_text="As hiring.inbox.query.InboxQuery writes it."
    )

    objects: ClassVar["SavedFilterManager[SavedFilter]"] = SavedFilterManager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("name", "pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_filter_name_once",
                violation_error_message=_("You have saved another filter under this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class InboxColumns(models.Model):
    """The columns that somebody chose for the list; without a row those that are usual."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="inbox_columns"
    )
    names = ArrayField(
        models.CharField(max_length=40), default=list, help_text="See hiring.inbox.columns."
    )

    objects: ClassVar[models.Manager["InboxColumns"]] = models.Manager()

    class Meta:
        verbose_name = _("columns of the inbox")
        verbose_name_plural = _("columns of the inbox")
        default_permissions = ()
