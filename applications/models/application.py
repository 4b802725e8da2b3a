"""An application, and which applications a member of staff may see."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.dates import add_months
from applications.enums import DECIDED_BY_US, FINAL_STAGES, HoldReason, Source, Stage
from applications.models.exclusion import Exclusion
from applications.models.person_key_field import PersonKeyField
from applications.models.reference import new_reference
from applications.models.validators import refuse_control_characters, refuse_line_breaks
from careers.models import EditionText, plain_fields
from careers.models.address_field import AddressField
from careers.models.edition_text import text_for
from careers.text.email_addresses import address_key, to_mail_address

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

one_line = [refuse_line_breaks, refuse_control_characters]

SEE_EVERY_APPLICATION = "applications.see_every_application"


def visible_to(user: "User | AnonymousUser", *, application: str = "") -> Q:
    """Rows of applications that the user may see; the prefix leads to the application.

    One whose author wants it erased is only for those who see every application. Who is excluded
    from an application does not see it, whatever their rights. Without an account there is nothing
    to see: no key would match the postings without a team.
    """
    if not user.is_active:
        return Q(pk__in=[])
    excluded = Exclusion.objects.filter(user=user.pk, application=OuterRef(f"{application}pk"))
    if user.has_perm(SEE_EVERY_APPLICATION):
        return ~Q(Exists(excluded))
    conditions = {"posting__hiring_team": user.pk, "erasure_requested_at": None}
    permitted = Q(**{f"{application}{name}": value for name, value in conditions.items()})
    return permitted & ~Q(Exists(excluded))


class ApplicationQuerySet(models.QuerySet["Application"]):
    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Applications a member of staff may see: all, or those of their hiring teams' postings."""
        return self.filter(visible_to(user))

    def of_address(self, email: str) -> Self:
        """Everything that was sent with this e-mail address, in any letter case and form of its domain."""
        if not email:
            return self.none()
        return self.filter(email__iexact=address_key(email))

    def open_to_browsers(self) -> Self:
        """Those to which nothing has come that is for the reader of the mail alone, whoever sent them.

        No message, no request, no decision of ours, and nothing of a double. What the reader of the
        mail adds is not seen here, see end_browser_keys().
        """
        untold = self.filter(merged=None, letters=None, document_requests=None)
        return untold.exclude(stage_changes__to_stage__in=DECIDED_BY_US)

    def of_same_person(self, application: "Application") -> Self:
        """The others with the same address, or with the same name and phone number."""
        same = Q(pk__in=[])
        if application.email:
            same |= Q(email__iexact=address_key(application.email))
        if application.person_key:
            same |= Q(person_key=application.person_key)
        return self.filter(same).exclude(pk=application.pk)


ApplicationManager = models.Manager.from_queryset(ApplicationQuerySet)


class Application(models.Model):
    """One person's answer to one posting; what is known about the person lives here only."""

    posting = models.ForeignKey(
        "careers.Posting",
        models.PROTECT,
        verbose_name=_("posting"),
        related_name="applications",
    )
    edition = models.ForeignKey(
        "careers.Edition",
        models.PROTECT,
        verbose_name=_("edition"),
        related_name="applications",
        help_text=_("What the posting said when the person applied."),
    )
    reference = plain_fields.CharField(
        pgettext_lazy("application", "reference"),
        max_length=9,
        unique=True,
        default=new_reference,
        editable=False,
    )
    language = models.CharField(_("language"), max_length=10)
    name = plain_fields.CharField(_("name"), max_length=120, validators=one_line)
    email = AddressField(
        _("email"),
        validators=one_line,
        blank=True,
        help_text=_("Empty only if HR entered it by hand and gave the information on paper."),
    )
    phone = plain_fields.CharField(_("phone"), max_length=40, blank=True, validators=one_line)
    person_key = PersonKeyField(max_length=32, blank=True, editable=False)
    message = plain_fields.TextField(
        _("message"), max_length=5000, blank=True, validators=[refuse_control_characters]
    )
    source = models.CharField(
        _("came"), max_length=20, choices=Source.choices, default=Source.FORM, editable=False
    )
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.RECEIVED
    )
    submitted_at = models.DateTimeField(_("received"))
    moved_at = models.DateTimeField(_("came from another posting"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    receipt_sent_at = models.DateTimeField(_("receipt sent"), null=True, blank=True, editable=False)
    answers = models.JSONField(
        _("answers"), default=list, blank=True, help_text="See applications.answers.Answer."
    )
    link_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Goes up to make every link sent so far worthless."
    )
    pool_consent_at = models.DateTimeField(_("talent pool since"), null=True, editable=False)
    pool_until = models.DateTimeField(_("talent pool until"), null=True, editable=False)
    pool_notice_version = models.CharField(
        _("words of the consent"), max_length=20, blank=True, editable=False
    )
    erasure_requested_at = models.DateTimeField(_("erasure requested"), null=True, editable=False)
    hold_reason = models.CharField(
        _("legal hold"),
        max_length=300,
        choices=HoldReason.choices,
        blank=True,
        help_text=_("Why the data must be kept for now, for example a pending claim (GDPR 17(3))."),
    )
    notice_version = models.CharField(_("privacy notice"), max_length=20)
    token = models.UUIDField(
        unique=True, help_text="Made with the form, so that one form is one application."
    )
    holder = models.UUIDField(
        null=True, editable=False, help_text="Of the browser that sent it, as Draft.holder."
    )

    objects: ClassVar["ApplicationManager[Application]"] = ApplicationManager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ("-submitted_at", "-pk")
        default_permissions = ("view",)
        permissions = (
            ("move_application", "Can move application to another stage"),
            ("see_every_application", "Can see the applications of every posting"),
        )
        indexes = (
            models.Index(fields=["-submitted_at", "-id"], name="application_newest_first"),
            models.Index(Upper("email"), name="application_address"),
            models.Index(fields=["posting", "-submitted_at", "-id"], name="application_of_posting"),
            models.Index(
                fields=["posting", "stage"],
                include=["id", "erasure_requested_at"],
                name="application_of_posting_stage",
            ),
            models.Index(fields=["stage", "-submitted_at", "-id"], name="application_in_stage"),
            models.Index(fields=["name", "id"], name="application_by_name"),
            models.Index(
                OpClass(Upper("email"), "text_pattern_ops"), name="application_address_start"
            ),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="application_name_parts"),
            GinIndex(OpClass(Upper("email"), "gin_trgm_ops"), name="application_address_parts"),
            models.Index(fields=["moved_at"], name="application_moved"),
            models.Index(
                fields=["person_key"], condition=~Q(person_key=""), name="application_person"
            ),
            models.Index(
                fields=["pool_until"], condition=~Q(pool_until=None), name="application_in_pool"
            ),
            models.Index(
                fields=["id"], condition=~Q(hold_reason=""), name="application_on_legal_hold"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="application_stage_is_known",
                condition=Q(stage__in=Stage.values),
                violation_error_message=_("There is no such stage."),
            ),
            models.CheckConstraint(
                name="application_source_is_known", condition=Q(source__in=Source.values)
            ),
            models.CheckConstraint(
                name="application_without_address_was_entered",
                condition=~Q(email="") | ~Q(source=Source.FORM),
                violation_error_message=_(
                    "Only an application on paper may have no email address."
                ),
            ),
            models.CheckConstraint(
                name="application_decided_in_final_stage",
                condition=Q(stage__in=FINAL_STAGES, decided_at__isnull=False)
                | (~Q(stage__in=FINAL_STAGES) & Q(decided_at=None)),
                violation_error_message=_("The decision has a date, and only the decision has."),
            ),
            models.CheckConstraint(
                name="application_hold_reason_is_known",
                condition=Q(hold_reason="") | Q(hold_reason__in=HoldReason.values),
            ),
            models.CheckConstraint(
                name="application_pool_consent_expires",
                condition=Q(pool_consent_at=None, pool_until=None)
                | Q(pool_consent_at__isnull=False, pool_until__gt=F("pool_consent_at")),
                violation_error_message=_("Consent to the talent pool has an end."),
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @cached_property
    def ad(self) -> EditionText:
        """What the person read: the edition in the applicant's language, or in its first one."""
        return text_for(self.edition, self.language)

    @property
    def contact_email(self) -> str:
        """Where its author may write to: the address of the ad, or of the organisation."""
        return (
            to_mail_address(self.edition.facts["contact_email"]) or settings.ORGANISATION["email"]
        )

    @property
    def is_open(self) -> bool:
        """Whether it is being decided on: the applicant may still change it."""
        return not Stage(self.stage).is_final

    @property
    def links_were_revoked(self) -> bool:
        """Whether only a mail may tell the way to its page: whoever else knew it may be a stranger."""
        return self.link_version > 1

    @property
    def is_restricted(self) -> bool:
        """Whether it is only kept for claims, since its erasure was requested (Art. 18 GDPR)."""
        return self.erasure_requested_at is not None

    @property
    def is_in_pool(self) -> bool:
        """Whether we may write about other positions; consent ends by itself."""
        return self.pool_until is not None and self.pool_until > timezone.now()

    @property
    def next_stages(self) -> tuple[Stage, ...]:
        """Where it may be moved; nowhere while it is only kept for claims."""
        return () if self.is_restricted else Stage(self.stage).next_stages

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether its author may still withdraw it; whoever is hired gives notice instead."""
        return self.is_open and not self.is_restricted

    @property
    def may_join_pool(self) -> bool:
        """Whether consent to be written to about other positions can be asked for."""
        return self.stage != Stage.HIRED and not self.is_restricted

    @property
    def claims_until(self) -> date | None:
        """The day on which no claim can follow from the decision any more; None before that."""
        if self.decided_at is None:
            return None
        return add_months(timezone.localdate(self.decided_at), settings.RETENTION_MONTHS)

    @property
    def retained_until(self) -> date | None:
        """The day of its erasure: when claims are over and consent to the talent pool has ended.

        None before the decision. Of a withdrawn one no claims follow: its author's wish decides. A
        legal hold may keep it longer.
        """
        if self.erasure_requested_at is not None and self.stage not in DECIDED_BY_US:
            return timezone.localdate(self.erasure_requested_at)
        due = self.claims_until
        if due is None or self.pool_until is None:
            return due
        return max(due, timezone.localdate(self.pool_until))
