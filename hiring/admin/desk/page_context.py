"""What the page of an application shows, and which forms this person may send from it."""

import re
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext

from applications.answers import answer_in_words
from applications.models import Application, CopyRequest, MergedApplication
from applications.models.answer_promise import answer_promised_on
from applications.models.application import ApplicationQuerySet
from applications.services.documents import record_viewing
from careers.text.email_addresses import is_same_mailbox
from hiring.admin import applicant_messages
from hiring.admin.copy_requests import entered_form
from hiring.admin.desk.access import MAY_EXCLUDE, signed_in
from hiring.admin.desk.shortcuts import SHORTCUTS
from hiring.admin.desk.walk import DOCUMENT, Walk, read_walk
from hiring.admin.withheld import may_repeat_scan
from hiring.enums import DecisionState, Occasion
from hiring.forms.decisions import DecisionForm
from hiring.forms.desk import ExclusionForm, NoteForm, RatingForm, RecordForm, ReturnForm
from hiring.mails.departure_words import describe_departure, name_link
from hiring.models import HiringRecord, Note, OutgoingMail
from hiring.reviews.seen_ratings import RatingsSeen, read_ratings
from hiring.reviews.shown_documents import choose_document, is_shown_as_text, list_documents
from hiring.reviews.standing import Standing, find_standing
from hiring.reviews.timeline import history_entries, visible_transfers
from hiring.rights import (
    MAY_ASK,
    MAY_DOWNLOAD,
    MAY_MOVE,
    MAY_NOTE,
    MAY_RATE,
    MAY_READ_DECISIONS,
    MAY_READ_MAILS,
    MAY_READ_NOTES,
    MAY_SET_CRITERIA,
    MAY_WRITE,
)
from hiring.waiting.copy_deadlines import describe_deadline

WRITTEN = (Occasion.FREE, Occasion.REQUEST, Occasion.REQUEST_REMINDER)
NO_PHONE_SIGN = re.compile(r"[^0-9+]")

note_form = partial(NoteForm, auto_id="note_%s")
record_form = partial(RecordForm, auto_id="record_%s")
exclusion_form = partial(ExclusionForm, auto_id="exclusion_%s")
return_form = partial(ReturnForm, auto_id="return_%s")


def build_page(request: HttpRequest, application: Application) -> dict[str, object]:
    """All that the template needs besides what the admin gives each page."""
    user = signed_in(request)
    standing = find_standing(application)
    ratings, walk = read_ratings(application, user), read_walk(request, application, user)
    position = walk.find_position()
    return {
        "original": application,
        "title": application.name,
        "language_name": get_language_info(application.language)["name_translated"],
        "phone_target": NO_PHONE_SIGN.sub("", application.phone),
        "answers": label_answers(application),
        "merged": [(one, label_answers(one)) for one in application.merged.all()],
        "same_person": mark_other_addresses(Application.objects.for_user(user), application),
        "standing": standing,
        **build_decision(standing, user),
        **build_transfer(application, user),
        "staff_record": HiringRecord.objects.select_related("own_stage")
        .prefetch_related("tags")
        .filter(application=application)
        .first(),
        "ratings": ratings,
        "notes": read_notes(application, user),
        "timeline": history_entries(application, user),
        "letters": application.letters.select_related("by"),
        "waiting_mails": find_waiting_mails(application, user),
        "document_requests": application.document_requests.select_related("by", "verdict"),
        "walk": walk,
        "position": position,
        "next_url": walk.address_of(position.next) if position and position.next else "",
        "previous_url": walk.address_of(position.previous)
        if position and position.previous
        else "",
        "shortcuts": SHORTCUTS,
        "is_keeping_shown": user.has_perm(MAY_MOVE),
        "retention_months": settings.RETENTION_MONTHS,
        "overdue": describe_overdue_answer(application, standing),
        "may_set_criteria": user.has_perm(MAY_SET_CRITERIA),
        **build_documents(request, walk),
        **build_team_forms(application, user, ratings),
        **build_hr_forms(application, user),
        **build_writing_forms(application, user),
        **build_copy_review(application, user),
    }


def read_notes(application: Application, user: User) -> Iterable[Note]:
    if not user.has_perm(MAY_READ_NOTES):
        return ()
    return application.staff_notes.select_related("by").prefetch_related("mentions__user")


def may_read_decisions(user: User) -> bool:
    """Why and by whom it was decided, before its author knows; that it was, the whole staff sees."""
    return user.has_perm(MAY_READ_DECISIONS) or user.has_perm(MAY_MOVE)


def build_decision(standing: Standing, user: User) -> dict[str, object]:
    """The decision of which something is still to come, and where its email is."""
    live, now = standing.live if may_read_decisions(user) else None, timezone.now()
    mail = live.mail if live else None
    return {
        "live_decision": live,
        "departure": describe_departure(mail, now) if mail else "",
        "mail_link": name_link(mail, now) if mail else "",
    }


def describe_overdue_answer(application: Application, standing: Standing) -> str:
    """Since when an answer is overdue; empty once one is on its way."""
    promised, today = answer_promised_on(application), timezone.localdate()
    is_decided = standing.live is not None and standing.live.state == DecisionState.DECIDED
    if promised is None or promised >= today or is_decided or application.is_restricted:
        return ""
    days = (today - promised).days
    words = ngettext(
        "Answer %(days)d day overdue, promised by %(day)s",
        "Answer %(days)d days overdue, promised by %(day)s",
        days,
    )
    return words % {"day": date_format(promised, "DATE_FORMAT"), "days": days}


def mark_other_addresses(
    seen: ApplicationQuerySet, application: Application
) -> list[tuple[Application, bool]]:
    """Those that may be of the same person; and whether the address is another one, which a stranger can have chosen."""
    found = seen.of_same_person(application).select_related("posting")
    return [(one, not is_same_mailbox(one.email, application.email)) for one in found]


def label_answers(answered: Application | MergedApplication) -> list[tuple[str, str]]:
    return [(one["label"], answer_in_words(one)) for one in answered.answers]


def build_transfer(application: Application, user: User) -> dict[str, object]:
    """The transfer that is on its way, and whether this person may propose one or take it back.

    That of a copy is for those who may see the applications of every posting.
    """
    found = visible_transfers(application, user).live()
    live = found.select_related("to_posting", "by", "mail").first()
    is_free = application.is_open and not application.is_restricted
    may_transfer = is_free and user.has_perms((MAY_MOVE, MAY_EXCLUDE))
    return {"live_transfer": live, "may_transfer": may_transfer}


def find_waiting_mails(application: Application, user: User) -> QuerySet[OutgoingMail]:
    """Letters and requests that have not been sent, for those who may read the outbox."""
    if not user.has_perm(MAY_READ_MAILS):
        return OutgoingMail.objects.none()
    mails = application.outgoing_mails.not_ended().filter(occasion__in=WRITTEN)
    return mails.select_related("written_by", "about_request")


def build_documents(request: HttpRequest, walk: Walk) -> dict[str, object]:
    documents = list_documents(walk.current)
    shown = choose_document(documents, request.GET.get(DOCUMENT, ""))
    if shown and walk.user.has_perm(MAY_DOWNLOAD) and is_shown_as_text(shown.document):
        record_viewing(document=shown.document, user=walk.user, now=timezone.now())
    return {
        "tabs": [(document, walk.with_document(document.pk)) for document in documents],
        "shown": shown,
        "next_document_url": walk.with_document(shown.next.pk) if shown and shown.next else "",
        "may_download": walk.user.has_perm(MAY_DOWNLOAD),
        "may_repeat_scan": may_repeat_scan(request),
    }


def build_team_forms(
    application: Application, user: User, ratings: RatingsSeen
) -> dict[str, object]:
    """Of the whole hiring team; None in the place of forms that this person may not send."""
    may_rate = user.has_perm(MAY_RATE) and not application.is_restricted
    may_note = user.has_perm(MAY_NOTE)
    return {
        "rating_form": RatingForm(seen=ratings) if may_rate else None,
        "note_form": note_form(application=application, writer=user) if may_note else None,
    }


def build_hr_forms(application: Application, user: User) -> dict[str, object]:
    """Of those who move applications, and of those who keep members away."""
    is_free, may_move = not application.is_restricted, user.has_perm(MAY_MOVE)
    may_exclude = user.has_perm(MAY_EXCLUDE)
    excluded = application.exclusions.select_related("user", "by") if may_exclude else []
    return {
        "record_form": record_form(application=application) if may_move and is_free else None,
        "return_form": return_form() if may_move and is_free else None,
        "exclusion_form": exclusion_form(application=application) if may_exclude else None,
        "exclusions": excluded,
    }


def build_copy_review(application: Application, user: User) -> dict[str, object]:
    """Requests for the full copy, for those who review them; also where the data are only kept for claims."""
    if not CopyRequest.may_be_reviewed_by(user):
        return {"copy_requests": [], "copy_request_form": None}
    found = list(application.copy_requests.order_by("-pk"))
    is_free = not any(one.is_open for one in found)
    today = timezone.localdate()
    shown = [(one, *describe_deadline(one.days_left(today))) for one in found]
    return {"copy_requests": shown, "copy_request_form": entered_form() if is_free else None}


def build_writing_forms(application: Application, user: User) -> dict[str, object]:
    """The forms that move the application or write to its author."""
    is_free, may_move = not application.is_restricted, user.has_perm(MAY_MOVE)
    may_ask = is_free and application.is_open and user.has_perm(MAY_ASK)
    held = {"reason": application.hold_reason}
    can_be_moved = may_move and application.next_stages
    return {
        "move_form": DecisionForm(stages=application.next_stages) if can_be_moved else None,
        "may_write": is_free and user.has_perm(MAY_WRITE),
        "request_form": applicant_messages.request_form() if may_ask else None,
        "hold_form": applicant_messages.hold_form(initial=held) if may_move else None,
    }
