"""A posting's draft and dates, and who may see it."""

from datetime import datetime
from secrets import randbelow
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.enums import USUAL_CURRENCY, Demand, EmploymentType, PayUnit, WorkplaceType
from careers.languages import text_in_first_language
from careers.models import confirmation, plain_fields
from careers.models.address_field import AddressField
from careers.models.constraints import POSTING_CONSTRAINTS
from careers.models.edition import is_open_at

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

percent = [MinValueValidator(1), MaxValueValidator(100)]
not_negative = [MinValueValidator(0)]
currency_code = RegexValidator(
    r"\A[A-Z]{3}\Z", _("Enter the currency as three capital letters (ISO 4217), for example EUR.")
)

CHOOSE_HIRING_TEAM = "careers.choose_hiring_team"
"""The right to choose a posting's hiring team, and with it who sees its applications."""


def new_public_id() -> int:
    """Six random digits: short enough to read out, and telling nothing about how many there are."""
    return 100_000 + randbelow(900_000)


class PostingQuerySet(models.QuerySet["Posting"]):
    def open(self) -> Self:
        """Postings that take applications now."""
        return self.filter(is_open_at(timezone.now(), posting="", edition="current_edition__"))

    def for_user(self, user: "User | AnonymousUser") -> Self:
        """Postings that a member of staff may see: all of them, or those of their hiring team."""
        if user.has_perm("careers.change_posting"):
            return self
        return self.filter(hiring_team=user.pk) if user.is_active else self.none()


PostingManager = models.Manager.from_queryset(PostingQuerySet)


class Posting(models.Model):
    """The draft of a job ad and its dates; what the public sees is its current edition."""

    public_id = plain_fields.PositiveIntegerField(
        _("number"), unique=True, default=new_public_id, editable=False
    )
    reference = models.CharField(
        _("reference"),
        max_length=40,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Your own code for this posting; it never changes once published."),
    )
    department = models.ForeignKey(
        "careers.Department", models.PROTECT, verbose_name=_("department"), related_name="postings"
    )
    title = models.CharField(
        _("title"),
        max_length=160,
        blank=True,
        help_text=_("Without place, date, pay and gender marker."),
    )
    gender_marker = models.CharField(_("gender marker"), max_length=30, blank=True)
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )
    workplace_type = models.CharField(
        _("workplace"),
        max_length=20,
        choices=WorkplaceType.choices,
        default=WorkplaceType.ON_SITE,
    )
    locations = models.ManyToManyField(
        "careers.Location", blank=True, verbose_name=_("locations"), related_name="postings"
    )
    place_note = models.CharField(
        _("place in words"),
        max_length=160,
        blank=True,
        help_text=_("Shown instead of the names of the locations."),
    )
    employment_types = ArrayField(
        models.CharField(max_length=20, choices=EmploymentType.choices),
        verbose_name=_("employment types"),
        default=list,
        blank=True,
    )
    hours_percent_min = models.PositiveSmallIntegerField(
        _("hours from, in percent"), null=True, blank=True, validators=percent
    )
    hours_percent_max = models.PositiveSmallIntegerField(
        _("hours up to, in percent"), null=True, blank=True, validators=percent
    )
    weekly_hours = models.DecimalField(
        _("full-time hours a week"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    starts_on = models.DateField(_("start"), null=True, blank=True)
    start_note = models.CharField(
        _("start in words"), max_length=160, blank=True, help_text=_("Shown instead of the date.")
    )
    fixed_term_until = models.DateField(_("fixed term until"), null=True, blank=True)
    fixed_term_reason = models.CharField(_("reason of the fixed term"), max_length=200, blank=True)
    pay_min = models.DecimalField(
        _("pay from"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=not_negative,
    )
    pay_max = models.DecimalField(
        _("pay up to"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=not_negative,
    )
    pay_currency = models.CharField(
        _("currency"), max_length=3, default=USUAL_CURRENCY, validators=[currency_code]
    )
    pay_unit = models.CharField(
        _("pay is"), max_length=5, choices=PayUnit.choices, default=PayUnit.YEAR
    )
    pay_grade = models.CharField(
        _("tariff grade"), max_length=40, blank=True, help_text=_("For example TVöD E 13.")
    )
    pay_reason = models.CharField(
        _("reason for giving no pay"),
        max_length=300,
        blank=True,
        help_text=_("Only if neither a range nor a grade is given; candidates do not see it."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("answer within, in days"), null=True, blank=True
    )
    wants_cv = models.CharField(
        _("CV"), max_length=10, choices=Demand.choices, default=Demand.REQUIRED
    )
    wants_cover_letter = models.CharField(
        _("cover letter"), max_length=10, choices=Demand.choices, default=Demand.OPTIONAL
    )
    wants_certificates = models.CharField(
        _("certificates"), max_length=10, choices=Demand.choices, default=Demand.OPTIONAL
    )
    wants_other = models.CharField(
        _("further documents"), max_length=10, choices=Demand.choices, default=Demand.OPTIONAL
    )
    is_speculative = models.BooleanField(
        _("speculative applications"),
        default=False,
        help_text=_("No position of its own: people may offer to work here (talent pool)."),
    )
    contacts = models.ManyToManyField(
        "careers.Contact", blank=True, verbose_name=_("contacts"), related_name="postings"
    )
    contact_email = AddressField(_("contact email"), blank=True)
    hiring_team = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        verbose_name=_("hiring team"),
        related_name="hiring_postings",
        help_text=_("These people may read this posting's applications."),
    )
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    closed_reason = models.CharField(_("reason for closing"), max_length=200, blank=True)
    current_edition = models.OneToOneField(
        "careers.Edition",
        models.PROTECT,
        null=True,
        editable=False,
        verbose_name=_("current edition"),
        related_name="current_for",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Goes up whenever the draft's content changes."
    )
    confirmed = models.JSONField(
        default=dict, editable=False, help_text="See careers.models.confirmation."
    )
    outdated = ArrayField(models.CharField(max_length=10), default=list, editable=False)
    import_key = models.CharField(max_length=200, unique=True, null=True, editable=False)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects: ClassVar["PostingManager[Posting]"] = PostingManager()

    if TYPE_CHECKING:
        title_de: str
        title_en: str
        gender_marker_de: str
        gender_marker_en: str
        summary_de: str
        summary_en: str
        place_note_de: str
        place_note_en: str
        start_note_de: str
        start_note_en: str
        fixed_term_reason_de: str
        fixed_term_reason_en: str

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ("-created_at", "-pk")
        constraints = POSTING_CONSTRAINTS
        indexes = (models.Index(fields=["published_at"], name="posting_publication"),)
        permissions = (("choose_hiring_team", "Can choose who sees the applications of a posting"),)

    def __str__(self) -> str:
        return text_in_first_language(self, "title") or f"#{self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stores the posting; a new one gets another number if its own is taken by chance."""
        confirmation.note_changes(self, kwargs.get("update_fields"))
        while self._state.adding and Posting.objects.filter(public_id=self.public_id).exists():
            self.public_id = new_public_id()
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether candidates may apply at this moment (default: now)."""
        if self.current_edition is None or self.closed_at is not None:
            return False
        return self.current_edition.is_open(now or timezone.now())
