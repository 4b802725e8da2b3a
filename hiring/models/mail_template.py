"""Texts from which letters to applicants begin, in each language, and what they said before."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careers.models import confirmation
from hiring.enums import Occasion

SUBJECT_LENGTH = 150
BODY_LENGTH = 5000


class MailTemplateQuerySet(models.QuerySet["MailTemplate"]):
    def for_occasion(self, occasion: Occasion | None) -> Self:
        """Those that can be chosen on an occasion, the one first that its letters begin with."""
        return self.filter(is_active=True, occasion=occasion).order_by("-is_default", "name")

    def first_of(self, occasion: Occasion | None) -> "MailTemplate | None":
        """The one that letters on an occasion begin with."""
        return self.for_occasion(occasion).first()


MailTemplateManager = models.Manager.from_queryset(MailTemplateQuerySet)


class MailTemplate(models.Model):
    """A letter with placeholders for one occasion; at most one of an occasion is offered first."""

    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion.choices)
    name = models.CharField(_("name"), max_length=80, unique=True)
    subject = models.CharField(_("subject"), max_length=SUBJECT_LENGTH, blank=True)
    body = models.TextField(_("text"), max_length=BODY_LENGTH, blank=True)
    is_default = models.BooleanField(_("offered first"), default=False)
    is_active = models.BooleanField(_("offered"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    confirmed = models.JSONField(
        default=dict, editable=False, help_text="See careers.models.confirmation."
    )
    outdated = ArrayField(models.CharField(max_length=10), default=list, editable=False)

    if TYPE_CHECKING:
        subject_de: str
        subject_en: str
        body_de: str
        body_en: str

    objects: ClassVar["MailTemplateManager[MailTemplate]"] = MailTemplateManager()

    class Meta:
        verbose_name = _("email template")
        verbose_name_plural = _("email templates")
        ordering = ("occasion", "-is_default", "name")
        constraints = (
            models.CheckConstraint(
                name="mail_template_occasion_is_known", condition=Q(occasion__in=Occasion.values)
            ),
            models.UniqueConstraint(
                fields=["occasion"],
                condition=Q(is_default=True),
                name="mail_template_default_once",
                violation_error_message=_("Another template is offered first on this occasion."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        confirmation.note_changes(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)


class MailTemplateVersion(models.Model):
    """What a template said once; rows are only added, one with each change of its words."""

    template = models.ForeignKey(MailTemplate, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    texts = models.JSONField(help_text='{"de": {"subject": "…", "body": "…"}, …}')
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"), related_name="+"
    )

    objects: ClassVar[models.Manager["MailTemplateVersion"]] = models.Manager()

    class Meta:
        verbose_name = _("version of an email template")
        verbose_name_plural = _("versions of email templates")
        ordering = ("template", "-number")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=["template", "number"], name="mail_template_version_once"
            ),
        )
