"""How the site presents its organisation: what is in use, what is being prepared, and pictures of both."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from careers.branding.external_pages import UnusableLinks, parse_links
from careers.branding.palette import build_css, build_icon_svg
from careers.branding.picture_roles import ENDINGS, MOST_BYTES, UPLOADED, Picture, Role
from careers.models import plain_fields

TEXTS = ("hero_alt", "introduction", "about", "imprint_addition", "privacy_addition")
"""In each language."""
LONGEST_COLOUR = 60


def validate_colour(value: str) -> None:
    """As the first colour and as the second, all that is made of it is made once."""
    try:
        build_css(value, value)
        build_icon_svg(value)
    except (ImproperlyConfigured, ArithmeticError, ValueError):
        raise ValidationError(
            _("This is no colour. Write it as #0b6b5d or as oklch(47% 0.09 178).")
        ) from None


def validate_links(value: str) -> None:
    try:
        parse_links(value)
    except UnusableLinks as unusable:
        line = str(unusable)
        raise ValidationError(
            _("In this line no address begins with https://: %(line)s") % {"line": line}
            if line
            else _("These are too many; keep the eight most important ones.")
        ) from None


class Brand(models.Model):
    """One row is in use, one is a draft; both are there from the first migration on.

    What is empty is as the environment has it (BRAND_NAME and so on in config/settings.py).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        USED = "used", _("in use")

    state = models.CharField(max_length=10, choices=State.choices, unique=True, editable=False)
    name = plain_fields.LineField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_(
            "As people know you; in the head of pages, in titles and as the sender of emails."
        ),
    )
    colour = plain_fields.LineField(
        _("colour"), max_length=LONGEST_COLOUR, blank=True, validators=[validate_colour]
    )
    second_colour = plain_fields.LineField(
        _("second colour"),
        max_length=LONGEST_COLOUR,
        blank=True,
        validators=[validate_colour],
        help_text=_(
            "The ground of the head of the list. Without it a soft shade of the first one."
        ),
    )
    hero_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("For people who do not see it: what is to be seen there, in one sentence."),
    )
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=1000,
        help_text=_("One or two sentences at the head of the list. Markdown."),
    )
    about = models.TextField(
        _("about us"),
        blank=True,
        max_length=5000,
        help_text=_("Stands below the list and below each posting. Markdown."),
    )
    links = plain_fields.TextField(
        _("pages elsewhere"),
        blank=True,
        max_length=2000,
        validators=[validate_links],
        help_text=_("One a line, its name first: Mastodon https://norden.social/@verein"),
    )
    imprint_addition = models.TextField(
        _("addition to the imprint"), blank=True, max_length=20_000, help_text=_("Markdown.")
    )
    privacy_addition = models.TextField(
        _("addition to the privacy notice"), blank=True, max_length=20_000, help_text=_("Markdown.")
    )
    pictures = models.JSONField(default=dict, blank=True, editable=False)
    """Facts of pictures (careers.branding.picture_roles) by role."""

    objects: ClassVar[models.Manager["Brand"]] = models.Manager()

    if TYPE_CHECKING:
        hero_alt_de: str
        introduction_de: str
        about_de: str

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brand")
        constraints = (
            models.CheckConstraint(
                name="brand_is_draft_or_used",
                condition=Q(state__in=["draft", "used"]),
                violation_error_message=_("A brand is a draft or in use."),
            ),
        )

    def __str__(self) -> str:
        return self.get_state_display()

    def find_picture(self, role: Role) -> Picture | None:
        facts: dict[str, Any] | None = self.pictures.get(role)
        return Picture.from_facts(facts) if facts else None

    def put_pictures(self, found: dict[Role, Picture]) -> None:
        """Takes the place of what was there in these roles."""
        self.pictures |= {str(role): picture.facts for role, picture in found.items()}

    def remove_pictures(self, uploaded: Role) -> None:
        """All that was made of what was uploaded."""
        for role in UPLOADED[uploaded]:
            self.pictures.pop(role, None)


class BrandPicture(models.Model):
    """A picture as it is served, by what it contains; it never changes."""

    digest = models.CharField(max_length=32, primary_key=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager["BrandPicture"]] = models.Manager()

    class Meta:
        verbose_name = _("picture of the brand")
        verbose_name_plural = _("pictures of the brand")
        constraints = (
            models.CheckConstraint(
                name="brandpicture_is_small",
                condition=LessThanOrEqual(Length("content"), MOST_BYTES),
                violation_error_message=_("A picture has 1 MiB at most."),
            ),
            models.CheckConstraint(
                name="brandpicture_type_is_known",
                condition=Q(media_type__in=list(ENDINGS)),
                violation_error_message=_("A picture is PNG or WebP."),
            ),
        )

    def __str__(self) -> str:
        return self.digest
