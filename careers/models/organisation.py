"""What postings share: departments, locations and contacts."""

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from careers.languages import text_in_first_language
from careers.models import plain_fields
from careers.models.address_field import AddressField

country_code = RegexValidator(
    r"\A[A-Z]{2}\Z", _("Enter the country as two capital letters (ISO 3166-1), for example DE.")
)


class Department(models.Model):
    """Where the work is; a funded project is a department with its own funding notice."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = plain_fields.LineField(_("name"), max_length=120, blank=True)
    funder = plain_fields.LineField(
        _("funder"),
        max_length=160,
        blank=True,
        help_text=_("Who pays for the work, if it is not the organisation itself."),
    )
    funding_notice = models.TextField(
        _("funding notice"),
        blank=True,
        help_text=_("The line a funder asks for; shown on every posting of the department."),
    )
    about = models.ForeignKey(
        "careers.TextBlock",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("text about the department"),
        related_name="departments",
    )

    objects: ClassVar[models.Manager["Department"]] = models.Manager()

    if TYPE_CHECKING:
        name_de: str
        name_en: str
        funding_notice_de: str
        funding_notice_en: str

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("slug",)

    def __str__(self) -> str:
        return text_in_first_language(self, "name") or self.slug


class Location(models.Model):
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = plain_fields.LineField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("As candidates read it, for example Berlin-Mitte."),
    )
    street = plain_fields.LineField(_("street and number"), max_length=120, blank=True)
    postal_code = plain_fields.LineField(_("postal code"), max_length=12, blank=True)
    locality = plain_fields.LineField(_("town"), max_length=80)
    region = plain_fields.LineField(_("state or region"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, default="DE", validators=[country_code])

    objects: ClassVar[models.Manager["Location"]] = models.Manager()

    if TYPE_CHECKING:
        name_de: str
        name_en: str

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                name="location_country_is_a_code",
                condition=Q(country__regex=r"^[A-Z]{2}$"),
                violation_error_message=_("The country is two capital letters, for example DE."),
            ),
        )

    def __str__(self) -> str:
        return text_in_first_language(self, "name") or self.locality


class Contact(models.Model):
    """A person whom candidates may ask; shared by postings so that a change reaches all."""

    name = plain_fields.LineField(_("name"), max_length=120, unique=True)
    role = plain_fields.LineField(_("role"), max_length=120, blank=True)
    email = AddressField(_("email"), blank=True)
    phone = plain_fields.LineField(_("phone"), max_length=40, blank=True)

    objects: ClassVar[models.Manager["Contact"]] = models.Manager()

    if TYPE_CHECKING:
        role_de: str
        role_en: str

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
