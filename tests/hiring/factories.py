"""Rows of hiring for tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import factory

from applications.models import Application
from hiring.enums import Occasion
from hiring.mails.letters import Letter
from hiring.models import MailTemplate, OutgoingMail, RejectionReason
from hiring.services.outbox import write_mail
from tests.applications.factories import ApplicationFactory

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def rejection_reason(slug: str = "other_person") -> RejectionReason:
    """One of the reasons that every organisation begins with; made anew where tables were emptied."""
    names = {"name_de": "Andere Bewerbung", "name_en": "Another application"}
    return RejectionReason.objects.get_or_create(slug=slug, defaults=names)[0]


def not_decided_template() -> MailTemplate:
    """The one that every organisation begins with; made anew where tables were emptied."""
    texts = {
        "subject_de": "Das Verfahren ist beendet: {position}",
        "subject_en": "The procedure has ended: {position}",
        "body_de": "Guten Tag {name}",
        "body_en": "Hello {name}",
    }
    defaults = {"name": "Beendet", **texts}
    return MailTemplate.objects.get_or_create(
        occasion=Occasion.NOT_DECIDED, is_default=True, defaults=defaults
    )[0]


def transfer_template() -> MailTemplate:
    """As above, for the proposal of another posting."""
    texts = {
        "subject_de": "Eine andere Stelle: {new_position}",
        "subject_en": "Another position: {new_position}",
        "body_de": "Guten Tag {name},\n\n{transfer}\n\n{link}",
        "body_en": "Hello {name},\n\n{transfer}\n\n{link}",
    }
    defaults = {"name": "Andere Stelle", **texts}
    return MailTemplate.objects.get_or_create(
        occasion=Occasion.TRANSFER, is_default=True, defaults=defaults
    )[0]


def template_of(occasion: Occasion) -> MailTemplate:
    """The one that every organisation begins with; made anew where tables were emptied."""
    texts = {
        "subject_de": "Zu Ihrer Bewerbung {position}",
        "subject_en": "About your application {position}",
        "body_de": "Guten Tag {name},\n\nbitte sehen Sie auf Ihre Seite:\n{link}",
        "body_en": "Hello {name},\n\nplease look at your page:\n{link}",
    }
    return MailTemplate.objects.get_or_create(
        occasion=occasion, is_default=True, defaults={"name": f"First {occasion}", **texts}
    )[0]


def letter(**changes: Any) -> Letter:
    words: dict[str, Any] = {
        "occasion": Occasion.REJECTION,
        "language": "de",
        "subject": "Ihre Bewerbung",
        "body": "Guten Tag,\n\nwir haben uns anders entschieden.",
        "send_after": NOW + timedelta(minutes=60),
    }
    return Letter(**(words | changes))


def waiting_mail(application: Application | None = None, **changes: Any) -> OutgoingMail:
    return write_mail(
        application=application or ApplicationFactory(),
        letter=letter(**changes),
        actor=None,
        now=NOW,
    )


class MailTemplateFactory(factory.django.DjangoModelFactory[MailTemplate]):
    class Meta:
        model = MailTemplate

    occasion = Occasion.INVITATION
    name = factory.Sequence(lambda number: f"Invitation {number}")
    subject_de = "Gespräch: {position}"
    subject_en = "Interview: {position}"
    body_de = "Guten Tag {name},\n\nIhre Kennung ist {reference}.\n\n{contact}"
    body_en = "Hello {name},\n\nyour reference is {reference}.\n\n{contact}"
