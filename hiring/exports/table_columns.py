"""The columns of a table of applications, what stands in each, and who may see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.enums import Stage
from applications.models import Application
from applications.models.application import SEE_EVERY_APPLICATION
from careers.text.email_addresses import to_readable_address
from hiring.enums import DecisionState
from hiring.exports.cells import Cell
from hiring.inbox.columns import render_language, render_own_stage, render_tags
from hiring.models import Decision
from hiring.rights import MAY_READ_DECISIONS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SEE_DECISIONS = MAY_READ_DECISIONS
ANSWERS = "answers"
"""The choice that stands for as many columns as there are questions."""


@dataclass(frozen=True)
class Column:
    """One column; `right` is what is asked besides seeing the application."""

    key: str
    label: str | Promise
    read: Callable[[Application], Cell]
    right: str = ""


def find_live_decision(application: Application) -> Decision | None:
    """The decision of which something is still to come; `decisions` are prefetched."""
    found = [one for one in application.decisions.all() if DecisionState(one.state).is_live]
    return found[0] if found else None


def effective_stage(application: Application) -> str:
    """The stage as the staff sees it: that of a decision whose mail is waiting, else its own."""
    decision = find_live_decision(application)
    is_decided = decision is not None and decision.state == DecisionState.DECIDED
    return str(Stage(decision.to_stage if decision and is_decided else application.stage).label)


def pending_decision(application: Application) -> str:
    decision = find_live_decision(application)
    if decision is None or decision.state != DecisionState.PENDING:
        return ""
    return str(Stage(decision.to_stage).label)


def rejection_reason(application: Application) -> str:
    """The coded reason of the newest rejection that was not taken back."""
    for decision in application.decisions.all():
        if decision.reason and decision.state != DecisionState.TAKEN_BACK:
            return str(decision.reason)
    return ""


def document_names(application: Application) -> str:
    return "\n".join(f"{one.get_kind_display()}: {one.name}" for one in application.documents.all())


def hold_words(application: Application) -> str:
    return str(application.get_hold_reason_display()) if application.hold_reason else ""


def erasure_day(application: Application) -> Cell:
    return None if application.hold_reason else application.retained_until


COLUMNS = (
    Column("reference", pgettext_lazy("application", "reference"), lambda one: one.reference),
    Column("posting", _("posting"), lambda one: str(one.posting)),
    Column("name", _("name"), lambda one: one.name),
    Column("email", _("email"), lambda one: to_readable_address(one.email)),
    Column("phone", _("phone"), lambda one: one.phone),
    Column("language", _("language"), render_language),
    Column("submitted_at", _("received"), lambda one: one.submitted_at),
    Column("stage", _("stage"), effective_stage),
    Column("own_stage", _("own stage"), render_own_stage),
    Column("tags", _("tags"), render_tags),
    Column("message", _("message"), lambda one: one.message),
    Column("documents", _("documents"), document_names),
    Column("pending", _("noted decision"), pending_decision, SEE_DECISIONS),
    Column("reason", _("reason of the rejection"), rejection_reason, SEE_DECISIONS),
    Column("decided_at", _("decided"), lambda one: one.decided_at, SEE_EVERY_APPLICATION),
    Column("erased_on", _("erased on"), erasure_day, SEE_EVERY_APPLICATION),
    Column("hold", _("legal hold"), hold_words, SEE_EVERY_APPLICATION),
    Column("pool_until", _("talent pool until"), lambda one: one.pool_until, SEE_EVERY_APPLICATION),
    Column("notice", _("privacy notice"), lambda one: one.notice_version, SEE_EVERY_APPLICATION),
)
FIRST_CHOICE = ("reference", "posting", "name", "email", "phone", "submitted_at", "stage", ANSWERS)


def visible_columns(user: "User") -> list[Column]:
    """The columns that this person may see, in their order; what is about keeping data is for HR only."""
    return [one for one in COLUMNS if not one.right or user.has_perm(one.right)]


def keep_visible(keys: Iterable[str], user: "User") -> list[str]:
    """Those of the chosen columns that this person may see, in the order of the table."""
    chosen = {*keys}
    known = [one.key for one in visible_columns(user)]
    return [key for key in (*known, ANSWERS) if key in chosen]
