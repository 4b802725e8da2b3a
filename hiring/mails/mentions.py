"""The mail that tells a colleague of a note: a link to the application, and no word of what it says."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.mails.base import REFUSALS, build_message
from applications.mails.claims import permanent_answer
from careers.text.email_addresses import to_mail_address
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address
from hiring.models import Mention, NoticePreference
from hiring.reviews.colleagues import find_readers, full_name


def find_language(user: User) -> str:
    """Accounts have none of their own, but who chose one for mails about applications wants it here, too."""
    chosen = NoticePreference.objects.filter(user=user).values_list("language", flat=True).first()
    return chosen or settings.LANGUAGE_CODE


def compose_mention_mail(mention: Mention) -> EmailMessage:
    """In the language that the colleague chose for notices, or in the portal's first one."""
    note = mention.note
    with override(find_language(mention.user)):
        path = reverse("admin:applications_application_change", args=[note.application_id])
        context = {
            "writer": full_name(note.by) if note.by else "",
            "posting": str(note.application.posting),
            "url": full_address(f"{path}#notes"),
            "organisation": settings.ORGANISATION,
        }
        body = render_to_string("admin/email/mention.txt", context)
        subject = _("A note for you on the application %(reference)s")
        words = subject % {"reference": note.application.reference}
        message = build_message(
            words,
            body,
            to_mail_address(mention.user.email),
            sender_name=current_brand().employer,
        )
    message.extra_headers["Message-ID"] = f"<mention-{mention.pk}@{settings.EMAIL_DOMAIN}>"
    return message


@transaction.atomic
def tell_mentioned(*, mention_id: int, now: datetime) -> bool:
    """Send the mail unless it was sent, or the person may no longer see the application.

    Two workers never send it both: the row is locked meanwhile. One that dies in between has it
    sent again under the same Message-ID. A refusal for good (5xx) ends it; other failures go
    through.
    """
    locked = Mention.objects.select_for_update(of=("self",), skip_locked=True)
    found = locked.select_related("user", "note__by", "note__application__posting")
    mention = found.filter(pk=mention_id, told_at=None).first()
    if mention is None or not mention.user.email:
        return False
    if not find_readers(mention.note.application).filter(pk=mention.user_id).exists():
        return False
    try:
        compose_mention_mail(mention).send()
    except REFUSALS as refusal:
        if not permanent_answer(refusal):
            raise
        return False
    Mention.objects.filter(pk=mention.pk).update(told_at=now)
    return True
