"""A template filled in with a real application, for the page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from applications.models import Application
from careers.languages import language_codes, text_in_language
from hiring.mails.letters import Letter, LetterRefused, compose_letter
from hiring.mails.placeholders import LINK, Part, placeholder_values, split_filled
from hiring.models import MailTemplate

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

MOST_FOUND = 10


@dataclass(frozen=True)
class Preview:
    """A letter in runs that say which of them stand in the place of a placeholder."""

    application: Application
    letter: Letter
    subject: list[Part]
    body: list[Part]
    is_at_once: bool


def visible_applications(user: "User | AnonymousUser") -> QuerySet[Application]:
    """Those that the user may see, with what a letter needs, the newest first."""
    found = Application.objects.for_user(user).select_related("posting", "edition")
    return found.prefetch_related("edition__texts").order_by("-submitted_at", "-pk")


def suggest_applications(rows: QuerySet[Application], words: str) -> list[Application]:
    """By reference or a part of the name; without words the newest one of each language."""
    if words:
        wanted = Q(reference__iexact=words) | Q(name__icontains=words)
        return list(rows.filter(wanted)[:MOST_FOUND])
    newest = (rows.filter(language=code).first() for code in language_codes())
    return [application for application in newest if application is not None]


def build_preview(
    template: MailTemplate, application: Application, now: datetime
) -> Preview | LetterRefused:
    """The letter as compose_letter() makes it, or why it makes none."""
    try:
        letter = compose_letter(
            template=template, application=application, now=now, with_samples=True
        )
    except LetterRefused as refusal:
        return refusal
    shown = {LINK: _("link to the applicant's page")}
    found = placeholder_values(application, letter.language, letter.occasion)
    values: Mapping[str, str] = found | shown
    subject, body = (
        list(split_filled(text_in_language(template, field, letter.language), values))
        for field in ("subject", "body")
    )
    return Preview(application, letter, subject, body, letter.send_after <= now)
