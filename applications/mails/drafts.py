"""Mails about a draft: the link to go on, when asked for, and one reminder."""

from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.enums import MailKind
from applications.mails.base import (
    MAIL_INTERVAL,
    NOTHING_DUE,
    DueMail,
    Outcome,
    WhenRefused,
    build_message,
    deliver,
)
from applications.mails.claims import forget_refusal
from applications.mails.html_part import name_organisation
from applications.models import Draft
from applications.models.draft import DraftQuerySet
from applications.rate_limit import Limit, try_acquire_each
from applications.signed_links import address_digest, draft_path
from careers.dates import last_moment
from careers.models import EditionText
from careers.text.email_addresses import address_key, to_mail_address
from careers.web.localized_urls import full_address

DAY = timedelta(days=1)
MAILS_A_DAY = 5
"""To one address, that one network asks for: a stranger does not use up those of the address's owner."""
MAILS_OF_ALL_A_DAY = 15
"""To one address, whoever asked for them, reminders included."""
REMINDED_BEFORE_THE_END = timedelta(days=3)
REMINDED_AFTER_THE_LINK = timedelta(days=1)


def compose_draft_mail(draft: Draft, *, is_reminder: bool) -> EmailMessage:
    """The link to go on, in the language of the form.

    The address is unconfirmed: the mail holds nothing that anybody typed.
    """
    text = current_text(draft)
    closes_at = text.edition.closes_at
    with override(draft.language):
        body = render_to_string(
            "applications/email/draft.txt",
            {
                "text": text,
                "is_reminder": is_reminder,
                "draft_url": full_address(draft_path(draft, draft.mailed_to)),
                "expires_at": draft.expires_at,
                "closes_at": closes_at and last_moment(closes_at),
                "organisation": settings.ORGANISATION,
            },
        )
        words = _("Not sent yet: %(title)s") if is_reminder else _("Your draft: %(title)s")
        subject = name_organisation(words % {"title": text.full_title})
        return build_message(subject, body, to_mail_address(draft.mailed_to))


def current_text(draft: Draft) -> EditionText:
    """What the public reads of the draft's posting now, in the draft's language if there is one."""
    edition = draft.public_edition(timezone.now())
    texts = {text.language: text for text in edition.texts.select_related("edition")}
    return texts.get(draft.language) or texts[edition.languages[0]]


def deliver_draft_link(*, draft_id: int, now: datetime, network: str = "") -> datetime | None:
    """Send the link to go on to the address that asked for it; returns None, or when to try again.

    `network` is a digest of the one that asked. An address gets at most one such mail in MAIL_INTERVAL,
    MAILS_A_DAY of one network and MAILS_OF_ALL_A_DAY. A draft that is gone
    is passed over, and so is one whose link went out within the interval. If the mail server
    refuses, its exception goes through and nothing counts as sent.
    """

    def prepare() -> DueMail | Outcome:
        current = Draft.objects.current().select_for_update(of=("self",))
        draft = current.filter(pk=draft_id).first()
        if draft is None or not draft.mailed_to:
            return NOTHING_DUE
        forget_refusal(MailKind.DRAFT_LINK, draft, before=now - MAIL_INTERVAL)
        return DueMail(
            MailKind.DRAFT_LINK,
            draft,
            compose_draft_mail(draft, is_reminder=False),
            partial(Draft.objects.filter(pk=draft.pk).update, link_sent_at=now),
            content=address_digest(draft, draft.mailed_to),
            find_hindrance=partial(find_link_hindrance, draft, now, network),
        )

    return deliver(prepare, now=now).retry_at


def find_link_hindrance(draft: Draft, now: datetime, network: str) -> Outcome | None:
    """Why the link cannot go out now: nothing is due if it just did, else it is due in an hour."""
    if try_acquire_draft_mail(draft.mailed_to, now, network):
        return None
    was_just_sent = draft.link_sent_at and draft.link_sent_at > now - MAIL_INTERVAL
    return NOTHING_DUE if was_just_sent else Outcome(retry_at=now + MAIL_INTERVAL)


def try_acquire_draft_mail(email: str, now: datetime, network: str = "") -> bool:
    """Whether the address may get a mail about drafts now; counts it if so.

    Many drafts may name one address; without a limit of a day they would write to it every hour.
    """
    key = address_key(email)
    limits = [
        Limit(f"draft mail:{key}", 1, MAIL_INTERVAL),
        Limit(f"draft mails:{key}", MAILS_OF_ALL_A_DAY, DAY),
    ]
    if network:
        limits.append(Limit(f"draft mails:{key}:{network}", MAILS_A_DAY, DAY))
    return try_acquire_each(limits, now=now)


def send_draft_reminders(*, now: datetime) -> int:
    """Remind those who had the link mailed, once, when the end is near; returns how many.

    The end is the deadline or the draft's own, whichever comes first.
    """
    keys = list(drafts_due_for_reminder(now).order_by("expires_at").values_list("pk", flat=True))
    return sum(deliver_reminder(key, now) for key in keys)


def drafts_due_for_reminder(now: datetime) -> DraftQuerySet:
    near = now + REMINDED_BEFORE_THE_END
    return Draft.objects.current().filter(
        Q(expires_at__lte=near) | Q(posting__current_edition__closes_at__lte=near),
        link_sent_at__lte=now - REMINDED_AFTER_THE_LINK,
        reminded_at=None,
    )


def deliver_reminder(key: int, now: datetime) -> bool:
    """Send one reminder; False if somebody else is at it, or the posting takes no applications.

    An address that is refused keeps nobody else waiting.
    """

    def prepare() -> DueMail | Outcome:
        due = drafts_due_for_reminder(now).filter(pk=key)
        draft = due.select_for_update(of=("self",), skip_locked=True).first()
        if draft is None or not draft.posting.is_open(now):
            return NOTHING_DUE
        email = draft.mailed_to
        return DueMail(
            MailKind.DRAFT_REMINDER,
            draft,
            compose_draft_mail(draft, is_reminder=True),
            partial(Draft.objects.filter(pk=key).update, reminded_at=now),
            find_hindrance=lambda: None if try_acquire_draft_mail(email, now) else NOTHING_DUE,
            when_refused=WhenRefused.SKIP,
        )

    return deliver(prepare, now=now).is_done
