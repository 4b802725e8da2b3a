"""From a template to the letter for one applicant, in the applicant's language."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.models import Application
from careers.languages import language_codes, language_name, text_in_language
from hiring.enums import Occasion
from hiring.mails.departure import departure_time
from hiring.mails.placeholders import fill_placeholders, placeholder_values
from hiring.models import MailTemplate


class LetterRefused(Exception):
    """No letter can be made of the template for this applicant; the text is a sentence for staff."""


@dataclass(frozen=True)
class Letter:
    """The words of a mail, ready to be read by the applicant, and when it may leave (aware)."""

    occasion: Occasion
    language: str
    subject: str
    body: str
    send_after: datetime


def compose_letter(
    *, template: MailTemplate, application: Application, now: datetime, with_samples: bool = False
) -> Letter:
    """The template's text in the applicant's language, with this application's values.

    `{link}` stays as it is, see hiring.mails.placeholders. Asks the database nothing where the
    application's edition is selected and its texts are prefetched. Raises LetterRefused if the
    template has no subject or no text in that language, and for a letter about a transfer where
    none is on its way; `with_samples` shows how it would read.
    """
    language = application.language
    refuse_incomplete(template, language)
    occasion = Occasion(template.occasion)
    is_about_transfer = occasion == Occasion.TRANSFER and not with_samples
    if is_about_transfer and not application.transfers.live().exists():
        raise LetterRefused(_("This template is only for proposing another posting."))
    values = placeholder_values(application, language, occasion)
    return Letter(
        occasion=occasion,
        language=language,
        subject=fill_placeholders(text_in_language(template, "subject", language), values),
        body=fill_placeholders(text_in_language(template, "body", language), values),
        send_after=departure_time(now),
    )


def refuse_incomplete(template: MailTemplate, language: str) -> None:
    """Raises LetterRefused; the applicant's language may be one that the portal no longer has."""
    is_known = language in language_codes()
    lacks = missing_template_texts(template, language) if is_known else [language]
    if lacks:
        raise LetterRefused(
            _(
                "The template “%(template)s” is not complete in the applicant's language "
                "(%(language)s). Complete it, or choose another template."
            )
            % {
                "template": template,
                "language": language_name(language) if is_known else language,
            }
        )


def missing_template_texts(template: MailTemplate, language: str) -> list[str]:
    """Names of what a language lacks, in the active language: a letter needs a subject and a text."""
    names = {"subject": _("subject"), "body": _("text")}
    return [
        name for field, name in names.items() if not text_in_language(template, field, language)
    ]
