"""The closed vocabularies of a posting; values follow schema.org where it has them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

USUAL_CURRENCY = "EUR"
"""By ISO 4217: of a posting that names no other."""


class WorkplaceType(TextChoices):
    ON_SITE = "on_site", _("on site")
    HYBRID = "hybrid", _("hybrid")
    REMOTE = "remote", _("remote")
    REMOTE_OR_ON_SITE = "remote_or_on_site", _("remote or on site")

    @property
    def allows_remote(self) -> bool:
        return self in {WorkplaceType.REMOTE, WorkplaceType.REMOTE_OR_ON_SITE}


class EmploymentType(TextChoices):
    """https://schema.org/employmentType in the spelling Google for Jobs documents."""

    FULL_TIME = "FULL_TIME", _("full-time")
    PART_TIME = "PART_TIME", _("part-time")
    TEMPORARY = "TEMPORARY", _("temporary")
    CONTRACTOR = "CONTRACTOR", _("freelance")
    INTERN = "INTERN", _("internship or student job")
    VOLUNTEER = "VOLUNTEER", _("volunteer")
    OTHER = "OTHER", _("other")


class PayUnit(TextChoices):
    """https://schema.org/unitText of a MonetaryAmount."""

    HOUR = "HOUR", _("an hour")
    MONTH = "MONTH", _("a month")
    YEAR = "YEAR", _("a year")


class SectionKind(TextChoices):
    INTRODUCTION = "introduction", _("Introduction")
    ABOUT = "about", _("About the project")
    TASKS = "tasks", _("Tasks")
    REQUIREMENTS = "requirements", _("Requirements")
    NICE_TO_HAVE = "nice_to_have", _("Nice to have")
    OFFER = "offer", _("Offer")
    PROCESS = "process", _("Process")
    HOW_TO_APPLY = "how_to_apply", _("How to apply")
    OTHER = "other", _("Other")


class Demand(TextChoices):
    """Whether a posting asks for a kind of document."""

    REQUIRED = "required", _("required")
    OPTIONAL = "optional", _("optional")
    NOT_ASKED = "not_asked", _("not asked for")


class QuestionKind(TextChoices):
    TEXT = "text", _("text")
    CHOICE = "choice", _("choice")
    YES_NO = "yes_no", _("yes or no")
    NUMBER = "number", pgettext_lazy("kind of answer", "number")
    DATE = "date", _("date")
