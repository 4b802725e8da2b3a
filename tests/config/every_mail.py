"""One mail of each kind that leaves the portal, composed as its job does it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import time_machine
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from applications.enums import CopyState, MailKind
from applications.mails.receipt import compose_receipts
from applications.models import Application
from applications.services.copy_requests import request_full_copy
from config.staff.mails import compose_invitation_mail, compose_password_notice, compose_reset_mail
from config.staff.models import Invitation
from hiring.enums import NoticeTiming, Occasion
from hiring.mails.copy_letters import compose_copy_letter
from hiring.mails.handover import compose_outgoing_mail
from hiring.mails.letters import Letter, compose_letter
from hiring.mails.mentions import compose_mention_mail
from hiring.mails.notices import compose_notice
from hiring.models import MailTemplate, NoticePreference, OutgoingMail, StaffNotice
from hiring.services.notes import write_note
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.mails.kinds import DEFER
from tests.applications.mails.test_refused_mails import NOON, run_job
from tests.careers.factories import published
from tests.hiring.desk_site import colleague

DAY = timedelta(days=1)
NAME = "Ayşe <b>Öztürk</b>"


def send_kind(kind: MailKind, language: str) -> EmailMultiAlternatives:
    """By its job, at NOON."""
    mail.outbox.clear()
    with time_machine.travel(NOON, tick=False):
        fields = {} if "alert" in kind else {"posting": published(answer_days=14)}
        DEFER[kind](language=language, **fields)
    run_job()
    [message] = mail.outbox
    return message


def compose_together(language: str) -> EmailMultiAlternatives:
    """The receipt for two applications of one address."""
    with time_machine.travel(NOON, tick=False):
        first = an_application(language, posting=published(answer_days=14))
        return compose_receipts([first, an_application(language, posting=published())])


def an_application(language: str, **fields: Any) -> Application:
    return ApplicationFactory(language=language, name=NAME, **fields)


def write_letter(occasion: Occasion, language: str) -> EmailMultiAlternatives:
    """As the first template of the occasion has it, with its samples; in words of HR where there is none."""
    application, now = an_application(language), timezone.now()
    template = MailTemplate.objects.filter(occasion=occasion, is_default=True).first()
    letter = Letter(occasion, language, "Gespräch", "Guten Tag,\n\n- Pass\n\n{link}", now)
    if template is not None:
        letter = compose_letter(
            template=template, application=application, now=now, with_samples=True
        )
    return hand_over_letter(application, letter)


def hand_over_letter(application: Application, letter: Letter) -> EmailMultiAlternatives:
    row = OutgoingMail(application=application, subject=letter.subject, body=letter.body)
    return compose_outgoing_mail(row)


def answer_about_copy(state: CopyState, language: str) -> EmailMultiAlternatives:
    application, now = an_application(language), timezone.now()
    request = request_full_copy(application=application, now=now)
    request.state, request.expires_at = state, now + 30 * DAY
    request.extension_reason = request.refusal_reason = "Viele Notizen.\nNoch nicht gesichtet."
    return hand_over_letter(application, compose_copy_letter(request, now))


def invite(language: str) -> EmailMultiAlternatives:
    now = timezone.now()
    invitation = Invitation.objects.create(
        first_name="Bea",
        last_name="Blum",
        email="bea@example.org",
        language=language,
        invited_by=hr_manager(),
        invited_at=now,
        link_made_at=now,
    )
    return compose_invitation_mail(invitation)


def an_account() -> User:
    return User.objects.get_or_create(username="anna", email="anna@example.org")[0]


def mention(language: str) -> EmailMultiAlternatives:
    application = an_application(language)
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    choose_language(ben, language)
    note = write_note(
        application=application, text="Bitte", mentioned=[ben], actor=anna, now=timezone.now()
    )
    return compose_mention_mail(note.mentions.get())


def choose_language(user: User, language: str, timing: str = "daily") -> NoticePreference:
    return NoticePreference.objects.create(
        user=user, timing=timing, language=language, changed_at=timezone.now()
    )


def notify_staff(timing: NoticeTiming, language: str) -> EmailMultiAlternatives:
    """Of three applications for two postings, or of one at once."""
    user, now = hr_manager(), timezone.now()
    user.email = "hr@example.org"
    made = [an_application(language, submitted_at=now - DAY / 2) for _number in range(2)]
    made.append(an_application(language, posting=made[0].posting, submitted_at=now - DAY / 2))
    one = {"application": made[0]} if timing == NoticeTiming.AT_ONCE else {}
    notice = StaffNotice(user=user, covers_from=now - DAY, covers_until=now, **one)
    message = compose_notice(notice, choose_language(user, language, timing))
    assert isinstance(message, EmailMultiAlternatives)
    return message


EVERY_MAIL: dict[str, Callable[[str], EmailMultiAlternatives]] = {
    **{f"mail-{kind}": partial(send_kind, kind) for kind in MailKind},
    "mail-receipts": compose_together,
    **{f"letter-{one}": partial(write_letter, one) for one in Occasion if one != Occasion.ACCESS},
    **{
        f"copy-{state}": partial(answer_about_copy, state)
        for state in ("open", "released", "refused")
    },
    "staff-invitation": invite,
    "staff-reset": lambda language: compose_reset_mail(an_account(), language),
    "staff-password": lambda language: compose_password_notice(
        an_account(), language, timezone.now()
    ),
    "staff-mention": mention,
    "staff-notice": partial(notify_staff, NoticeTiming.AT_ONCE),
    "staff-digest": partial(notify_staff, NoticeTiming.DAILY),
}
"""By the name that pictures have; each takes the language that the mail is wanted in."""


def html_of(message: EmailMultiAlternatives) -> str:
    (content, media_type), *others = message.alternatives
    assert (media_type, others) == ("text/html", [])
    return str(content)


def compose_in(name: str, language: str) -> EmailMultiAlternatives:
    """In this language while the reader of the page that asked for it has the other one."""
    with override({"de": "en", "en": "de"}[language]):
        return EVERY_MAIL[name](language)


def compose_apart(name: str, language: str) -> EmailMultiAlternatives:
    """As above, leaving no row behind, so that one test can compose them all."""
    block = transaction.atomic()
    vars(block)["_from_testcase"] = True  # mails want to commit, as in a test of Django
    with block:
        message = compose_in(name, language)
        transaction.set_rollback(True)
    return message
