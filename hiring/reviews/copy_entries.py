"""What the staff wrote down about an application, entry by entry, as HR reviews it for the full copy (Art. 15 GDPR)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.enums import DocumentKind
from applications.models import Application
from careers.languages import language_codes, text_in_language
from hiring.enums import (
    LIVE_STATES,
    PRIVATE_CHANGES,
    DecisionState,
    OutgoingState,
    RecordChangeKind,
)
from hiring.models import (
    AnswerVerdict,
    Criterion,
    Decision,
    HiringRecord,
    OutgoingMail,
    Rating,
    RecordChange,
)
from hiring.reviews.seen_ratings import describe_rating

SHOWN_BY_ITSELF = (
    *(RecordChangeKind.ANSWER_ACCEPTED, RecordChangeKind.ANSWER_RETURNED),
    *PRIVATE_CHANGES,
)
"""Changes whose outcome is an entry of its own: verdicts and exclusions."""


@dataclass(frozen=True)
class CopyEntry:
    """One thing that is released or blacked out as a whole; nobody on the staff is named.

    `key` is a kind and the key of a row, such as "note:12"; `title` and `text` are in the language
    that was active, `raw` is what is compared, in none.
    """

    key: str
    title: str
    text: str
    raw: tuple[object, ...]
    at: datetime | None = None

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def digest(self) -> str:
        """Tells whether it still says what it said."""
        return hashlib.sha256(json.dumps(self.raw, default=str).encode()).hexdigest()


def list_entries(application: Application) -> list[CopyEntry]:
    """All of them, in the active language: a choice has to be made for each.

    A decision of which something is still to come is none: its author learns of it by its mail and
    not before (docs/decisions/0016).
    """
    return [
        *list_decisions(application),
        *list_moves(application),
        *list_ratings(application),
        *list_notes(application),
        *list_record(application),
        *list_verdicts(application),
        *list_exclusions(application),
        *list_changes(application),
        *list_unsent_mails(application),
    ]


def list_decisions(application: Application) -> Iterator[CopyEntry]:
    ended = application.decisions.exclude(state__in=LIVE_STATES).select_related("reason")
    for one in ended.order_by("at", "pk"):
        yield CopyEntry(
            f"decision:{one.pk}", _("Decision"), decision_words(one), decision_facts(one), one.at
        )


def list_moves(application: Application) -> Iterator[CopyEntry]:
    """What was noted of moves that no decision led to, as of those before the outbox."""
    told = {
        (one.to_stage, one.note) for one in application.decisions.exclude(state__in=LIVE_STATES)
    }
    for one in application.stage_changes.exclude(reason="").order_by("at", "pk"):
        if one.is_by_applicant or (one.to_stage, one.reason) in told:
            continue
        words = f"{one.get_from_stage_display()} → {one.get_to_stage_display()}\n{one.reason}"
        raw = (one.from_stage, one.to_stage, one.reason)
        yield CopyEntry(f"move:{one.pk}", _("Change by the staff"), words, raw, one.at)


def decision_words(decision: Decision) -> str:
    state = DecisionState(decision.state).label
    known = decision.reason and str(decision.reason)
    reason = _("Reason: %(reason)s") % {"reason": known} if known else ""
    note = _("Note: %(note)s") % {"note": decision.note} if decision.note else ""
    lines = [f"{decision.get_to_stage_display()} ({state})", reason, note]
    return "\n".join(filter(None, lines))


def decision_facts(decision: Decision) -> tuple[object, ...]:
    slug = decision.reason.slug if decision.reason else ""
    return (decision.to_stage, decision.state, slug, decision.note)


def list_ratings(application: Application) -> Iterator[CopyEntry]:
    found = application.ratings.select_related("posting")
    for one in found.prefetch_related("scores__criterion"):
        words = describe_rating(one, application)
        yield CopyEntry(f"rating:{one.pk}", _("Rating"), words, rating_facts(one), one.at)


def rating_facts(rating: Rating) -> tuple[object, ...]:
    """Whatever order the criteria stand in; under another name a rating says something else."""
    points = [
        (score.criterion_id, names_of(score.criterion), score.value)
        for score in rating.scores.all()
    ]
    return (rating.recommendation, sorted(points))


def names_of(criterion: Criterion) -> list[str]:
    return [text_in_language(criterion, "name", code) for code in language_codes()]


def list_notes(application: Application) -> Iterator[CopyEntry]:
    for one in application.staff_notes.order_by("at", "pk"):
        yield CopyEntry(f"note:{one.pk}", _("Note"), one.text, (one.text,), one.at)


def list_record(application: Application) -> Iterator[CopyEntry]:
    """Own stage, reserve list and tags as they are now."""
    found = HiringRecord.objects.select_related("own_stage").prefetch_related("tags")
    record = found.filter(application=application).first()
    if record is None:
        return
    if record.own_stage:
        words = str(record.own_stage)
        yield CopyEntry("own_stage:now", _("Own stage"), words, (record.own_stage_id,))
    if record.is_reserve:
        yield CopyEntry("reserve:now", _("Reserve list"), _("on the reserve list"), (True,))
    for tag in record.tags.all():
        yield CopyEntry(f"tag:{tag.pk}", _("Tag"), tag.name, (tag.name,))


def list_verdicts(application: Application) -> Iterator[CopyEntry]:
    found = AnswerVerdict.objects.filter(request__application=application)
    for one in found.select_related("request").order_by("at", "pk"):
        words = f"{one.request.get_kind_display()}: {one.get_verdict_display()}"
        raw = (one.request.kind, one.verdict)
        yield CopyEntry(f"verdict:{one.pk}", _("Verdict on a document"), words, raw, one.at)


def list_exclusions(application: Application) -> Iterator[CopyEntry]:
    """Who is kept away is not said: that is about somebody else."""
    for one in application.exclusions.all():
        words = one.reason or _("Somebody on our staff may not see the application.")
        title = _("Kept away from the application")
        yield CopyEntry(f"exclusion:{one.pk}", title, words, (one.reason,), one.at)


def list_changes(application: Application) -> Iterator[CopyEntry]:
    for one in application.record_changes.exclude(kind__in=SHOWN_BY_ITSELF):
        raw = (one.kind, one.detail)
        title = _("Change by the staff")
        yield CopyEntry(f"change:{one.pk}", title, change_words(one), raw, one.at)


def change_words(change: RecordChange) -> str:
    about = dict(DocumentKind.choices).get(change.detail, change.detail)
    words = str(change.get_kind_display())
    return f"{words}: {about}" if about else words


def list_unsent_mails(application: Application) -> Iterator[CopyEntry]:
    """Letters that were taken back; those that were sent stand among the messages."""
    cancelled = application.outgoing_mails.filter(state=OutgoingState.CANCELLED)
    found = cancelled.select_related("about_request")
    for one in found.order_by("written_at", "pk"):
        yield mail_entry(one)


def mail_entry(mail: OutgoingMail) -> CopyEntry:
    """With what a document was asked for in words that stand on the applicant's page only once it is sent."""
    about = getattr(mail, "about_request", None)
    parts = [mail.subject, mail.body, about.note if about else ""]
    words = "\n\n".join(part for part in parts if part)
    title = _("Email that was not sent")
    return CopyEntry(f"mail:{mail.pk}", title, words, (words,), mail.written_at)
