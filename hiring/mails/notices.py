"""The mails that tell staff of applications: numbers, references and links, no word of an applicant."""

from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from applications.enums import Stage
from applications.mails.base import build_message
from applications.models import Application
from careers.models import Posting
from careers.text.email_addresses import to_mail_address
from careers.web.current_brand import current_brand
from careers.web.localized_urls import full_address
from hiring.enums import NoticeTiming
from hiring.mails.reminders import count_reminders
from hiring.models import NoticePreference, StaffNotice

LIST = "admin:applications_application_changelist"
PAGE = "admin:applications_application_change"


def compose_notice(notice: StaffNotice, preference: NoticePreference) -> EmailMessage | None:
    """The mail in its reader's language; None if by now there is nothing that they may see."""
    with override(preference.language):
        number = notice.application_id
        if number is None:
            message = compose_digest(notice, NoticeTiming(preference.timing))
        else:
            message = compose_single(notice, number)
    if message is not None:
        message.extra_headers["Message-ID"] = notice.message_id
    return message


def compose_single(notice: StaffNotice, application_id: int) -> EmailMessage | None:
    found = Application.objects.for_user(notice.user).exclude(stage=Stage.WITHDRAWN)
    application = found.select_related("posting").filter(pk=application_id).first()
    if application is None:
        return None
    subject = _("New application: %(posting)s") % {"posting": application.posting}
    url = full_address(reverse(PAGE, args=[application.pk]))
    return build_staff_mail(
        notice.user, subject, "hiring/email/new_application.txt", application=application, url=url
    )


def compose_digest(notice: StaffNotice, timing: NoticeTiming) -> EmailMessage | None:
    """What is new, for those who were not told at once, and what is due."""
    postings = count_by_posting(notice) if timing == NoticeTiming.DAILY else []
    total = sum(number for _posting, number, _url in postings)
    reminders = count_reminders(notice)
    if not total and not reminders:
        return None
    subject = ngettext("%(n)d new application", "%(n)d new applications", total) % {"n": total}
    return build_staff_mail(
        notice.user,
        subject if total else _("Applications wait for an answer"),
        "hiring/email/digest.txt",
        postings=postings,
        total=total,
        reminders=reminders,
    )


def count_by_posting(notice: StaffNotice) -> list[tuple[Posting, int, str]]:
    """Postings with the numbers of applications that came in the time and that the reader may see."""
    found = Application.objects.for_user(notice.user).exclude(stage=Stage.WITHDRAWN)
    begin, end = notice.covers_from, notice.covers_until
    sent = Q(submitted_at__gt=begin, submitted_at__lte=end)
    found = found.filter(sent | Q(moved_at__gt=begin, moved_at__lte=end))
    rows = found.order_by().values("posting").annotate(number=Count("pk"))
    numbers = {row["posting"]: row["number"] for row in rows}
    postings = Posting.objects.filter(pk__in=numbers).order_by("pk")
    return [
        (posting, numbers[posting.pk], full_address(list_path(posting))) for posting in postings
    ]


def list_path(posting: Posting) -> str:
    return f"{reverse(LIST)}?posting={posting.pk}"


def build_staff_mail(user: User, subject: str, template: str, **context: object) -> EmailMessage:
    shared = {
        "brand_name": current_brand().name,
        "choice_url": full_address(reverse("admin:hiring_noticepreference_mine")),
    }
    body = render_to_string(template, shared | context)
    return build_message(
        subject, body, to_mail_address(user.email), sender_name=current_brand().employer
    )
