"""What is done to one of several applications, and the words for what was refused."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from applications.enums import FINAL_STAGES, Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from careers.models import Posting
from careers.services import close_posting
from hiring.enums import STAGE_OCCASIONS, DecisionState
from hiring.mails.letters import Letter, LetterRefused, compose_letter
from hiring.models import Decision, MailTemplate
from hiring.services.decisions import Choice, DecisionRefused, apply_decision, decide
from hiring.services.document_requests import RequestRefused
from hiring.services.outbox import OutboxRefused
from hiring.services.records import RecordRefused
from hiring.services.templates import find_first_template

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REFUSALS = (
    ApplicationGone,
    DecisionRefused,
    LetterRefused,
    OutboxRefused,
    RecordRefused,
    RequestRefused,
    ValidationError,
)


def refusal_sentence(refusal: Exception) -> str:
    """For staff; ApplicationGone has no words of its own."""
    words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
    return words or _("This application has been erased.")


def decide_with_template(
    *,
    application: Application,
    choice: Choice,
    template: MailTemplate | None,
    actor: "User | None",
    now: datetime,
) -> Decision:
    """Decide with a letter made of the template, or without one; raises what these functions raise."""
    letter = compose_if_any(template, application, now)
    return decide(application=application, choice=choice, letter=letter, actor=actor, now=now)


def compose_if_any(
    template: MailTemplate | None, application: Application, now: datetime
) -> Letter | None:
    if template is None:
        return None
    return compose_letter(template=template, application=application, now=now)


def find_confirmed(application: Application, confirmed: frozenset[int]) -> Decision:
    """The pending decision on an application, if it is one of those with these keys.

    Raises DecisionRefused where nothing is pending any more, or another decision was noted since.
    """
    decision = application.decisions.pending().first()
    if decision is None:
        raise DecisionRefused(_("No decision on this application is pending any more."))
    if decision.pk not in confirmed:
        raise DecisionRefused(_("Another decision has been noted since you confirmed. Look at it."))
    return decision


def apply_pending_one(
    *,
    decision: Decision,
    template: MailTemplate | None,
    with_mail: bool,
    actor: "User | None",
    now: datetime,
) -> Decision:
    """Decide what was pending; without a chosen template by the first one of its stage.

    Raises as apply_decision and compose_letter do.
    """
    chosen = (template or find_default_template(decision)) if with_mail else None
    letter = compose_if_any(chosen, decision.application, now)
    return apply_decision(decision=decision, letter=letter, actor=actor, now=now)


def find_default_template(decision: Decision) -> MailTemplate:
    """The template that the occasion of this decision begins with; LetterRefused if there is none."""
    return find_first_template(STAGE_OCCASIONS.get(Stage(decision.to_stage)))


def find_waiting(posting: Posting, user: "User") -> QuerySet[Application]:
    """Applications for a posting that still wait for an answer, of those that the user may see.

    Those with a decision whose mail waits have theirs already; pending ones do not count as decided.
    """
    decided = Decision.objects.filter(state=DecisionState.DECIDED).values("application")
    waiting = Application.objects.for_user(user).filter(posting=posting, erasure_requested_at=None)
    found = waiting.exclude(stage__in=FINAL_STAGES).exclude(pk__in=decided)
    return found.order_by("submitted_at", "pk")


def close_as_filled(*, posting: Posting, actor: "User | None", now: datetime) -> None:
    """Close a posting because somebody was hired; one that is closed already stays as it is.

    Raises CloseRefused for one that was never published.
    """
    if posting.closed_at is None:
        close_posting(posting=posting, actor=actor, reason=_("filled"), now=now)


def with_ads(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With what a letter reads of each, the oldest first."""
    read = applications.select_related("posting", "edition").prefetch_related("edition__texts")
    return read.order_by("submitted_at", "pk")
