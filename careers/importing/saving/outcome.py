"""What became of one ad: created, changed, unchanged, published or refused, and why."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from careers.checks import Finding
from careers.importing.pieces import ParsedAd
from careers.models import Edition, Posting


class Result(Enum):
    """What became of one ad."""

    CREATED = _("created")
    UPDATED = _("updated")
    UNCHANGED = _("unchanged")
    KEPT = _("kept")
    FAILED = _("failed")

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Outcome:
    """The line of the report about one ad."""

    name: str
    result: Result
    reason: str = ""
    """Why it failed."""
    posting: Posting | None = None
    ads: tuple[ParsedAd, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """Further sentences, such as why it was not published."""
    edition: Edition | None = None
    """What the import has published."""
    used_title: bool = False
    """Whether the title of the options went into it."""
