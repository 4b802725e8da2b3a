"""Where an application stands, in words for the person who sent it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.enums import Stage
from applications.models import Application, StageChange
from applications.models.answer_promise import answer_promised_on
from applications.wording import DECISION, ENDS, HEADINGS, PASSED, PATH

type Step = dict[str, object]

SENTENCES: dict[Stage, Promise] = {
    Stage.RECEIVED: gettext_lazy("It will soon be read by people, not software."),
    Stage.IN_REVIEW: gettext_lazy("It is being read carefully, by people, not software."),
    Stage.INTERVIEW: gettext_lazy("We will arrange a date with you, by email or phone."),
    Stage.OFFER: gettext_lazy("We will discuss the details with you, by email or phone."),
    Stage.HIRED: gettext_lazy("We will be in touch about the next steps."),
    Stage.REJECTED: gettext_lazy(
        "We are sorry that we cannot offer you this position. Thank you for your trust and for "
        "the time you gave us. If you have any questions about our decision, please write to us."
    ),
    Stage.ENDED: gettext_lazy(
        "We have ended the procedure for this position without deciding for or against your "
        "application. We are sorry for the long wait, and thank you for your patience and your "
        "trust. If you have any questions, please write to us."
    ),
    Stage.WITHDRAWN: gettext_lazy(
        "We are no longer considering it. Thank you for your interest; you are welcome to apply "
        "again."
    ),
}


def stage_heading(application: Application) -> str:
    return str(HEADINGS[Stage(application.stage)])


def stage_sentence(application: Application) -> str:
    return str(SENTENCES[Stage(application.stage)])


def answer_note(application: Application) -> str:
    """By when an answer comes; empty if nothing was promised or the day is over."""
    due = answer_promised_on(application)
    if due is None or due < timezone.localdate():
        return ""
    return _("You will hear from us by %(date)s.") % {"date": date_format(due, "DATE_FORMAT")}


def late_answer_apology(application: Application) -> str:
    """What we say when the promised day is over without an answer; else empty."""
    due = answer_promised_on(application)
    if due is None or due >= timezone.localdate():
        return ""
    return _(
        "We promised to reply by %(date)s and have not done so yet. We are sorry. Please ask us:"
    ) % {"date": date_format(due, "DATE_FORMAT")}


def build_steps(application: Application, changes: Iterable[StageChange]) -> list[Step]:
    """What happened, with dates, and what comes next, as includes/_steps.html shows it."""
    stage = Stage(application.stage)
    begun = application.moved_at or application.submitted_at
    dates = {Stage.RECEIVED: begun}
    dates |= {Stage(change.to_stage): change.at for change in changes if change.at >= begun}
    if stage.is_final:
        return [
            *build_passed_steps(list(PATH), dates),
            build_step(ENDS[stage], "done", format_day(dates.get(stage))),
        ]
    order = list(PATH)
    here = max(order.index(stage), order.index(Stage.IN_REVIEW))
    current = build_step(PATH[order[here]], "current", current_note(application, dates))
    following = [build_step(PATH[one], "next") for one in order[here + 1 : -1]]
    decision = [build_step(DECISION, "next")] if stage != Stage.OFFER else []
    return [*build_passed_steps(order[:here], dates), current, *following, *decision]


def build_passed_steps(stages: list[Stage], dates: dict[Stage, datetime]) -> list[Step]:
    """The stages that were reached; of the first one the time, too."""
    return [
        build_step(
            PASSED.get(one, PATH[one]),
            "done",
            format_moment(dates[one]) if one == Stage.RECEIVED else format_day(dates[one]),
        )
        for one in stages
        if one in dates
    ]


def current_note(application: Application, dates: dict[Stage, datetime]) -> str:
    since = dates.get(Stage(application.stage))
    begun = since and application.stage != Stage.RECEIVED
    notes = [_("since %(date)s") % {"date": format_day(since)}] if begun else []
    return " · ".join([*notes, *filter(None, [answer_note(application)])])


def build_step(title: Promise, state: str, note: str = "") -> Step:
    return {"title": title, "state": state, "note": note}


def format_day(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT") if at else ""


def format_moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
