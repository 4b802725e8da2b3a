"""Deciding about several applications: each in its own transaction, and what could not be done is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from applications.enums import FINAL_STAGES, Stage
from applications.models import Application
from applications.services.locking import ApplicationGone
from careers.models import Posting
from careers.services import close_posting
from hiring.enums import STAGE_OCCASIONS, DecisionState, Occasion
from hiring.mails.letters import Letter, LetterRefused, compose_letter
from hiring.models import Decision, MailTemplate, RejectionReason
from hiring.services.decisions import (
    Choice,
    DecisionRefused,
    apply_decision,
    decide,
    prepare_decision,
)
from hiring.services.outbox import OutboxRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REFUSALS = (DecisionRefused, OutboxRefused, LetterRefused, ValidationError)
FILLED = "filled"


@dataclass
class Result:
    """What was decided, and for which applications it was refused, with a sentence for staff."""

    decisions: list[Decision] = field(default_factory=list)
    refused: list[tuple[Application, str]] = field(default_factory=list)

    def note_refusal(self, application: Application, refusal: Exception) -> None:
        words = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
        self.refused.append((application, words or _("This application has been erased.")))


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


def decide_many(
    *,
    applications: Iterable[Application],
    choice: Choice,
    template: MailTemplate | None,
    actor: "User | None",
    now: datetime,
) -> Result:
    """The same decision on each; a refused one keeps none of the others back."""
    result = Result()
    for application in applications:
        try:
            decision = decide_with_template(
                application=application, choice=choice, template=template, actor=actor, now=now
            )
        except (*REFUSALS, ApplicationGone) as refusal:
            result.note_refusal(application, refusal)
        else:
            result.decisions.append(decision)
    return result


def prepare_many(
    *, applications: Iterable[Application], choice: Choice, actor: "User | None", now: datetime
) -> Result:
    """Note the same decision for each, seen by staff only."""
    result = Result()
    for application in applications:
        try:
            decision = prepare_decision(
                application=application, choice=choice, actor=actor, now=now
            )
        except (*REFUSALS, ApplicationGone) as refusal:
            result.note_refusal(application, refusal)
        else:
            result.decisions.append(decision)
    return result


def apply_pending(
    *,
    decisions: Iterable[Decision],
    template: MailTemplate | None,
    with_mail: bool,
    actor: "User | None",
    now: datetime,
) -> Result:
    """Decide what was pending; without a chosen template each gets the first one of its stage."""
    result = Result()
    for decision in decisions:
        try:
            chosen = (template or find_default_template(decision)) if with_mail else None
            letter = compose_if_any(chosen, decision.application, now)
            applied = apply_decision(decision=decision, letter=letter, actor=actor, now=now)
        except (*REFUSALS, ApplicationGone) as refusal:
            result.note_refusal(decision.application, refusal)
        else:
            result.decisions.append(applied)
    return result


def find_default_template(decision: Decision) -> MailTemplate:
    """The template that the occasion of this decision begins with; LetterRefused if there is none."""
    return find_first_template(STAGE_OCCASIONS.get(Stage(decision.to_stage)))


def find_first_template(occasion: Occasion | None) -> MailTemplate:
    """The template that letters of an occasion begin with; LetterRefused if there is none."""
    offered = MailTemplate.objects.filter(is_active=True, occasion=occasion)
    found = offered.order_by("-is_default", "name").first()
    if found is None:
        raise LetterRefused(
            _("There is no mail template for this. Choose one, or tick “without a mail”.")
        )
    return found


def list_undecided(posting: Posting) -> list[Application]:
    """Applications for a posting that still wait for an answer, the oldest first.

    Those with a decision whose mail waits have theirs already; pending ones do not count as decided.
    """
    decided = Decision.objects.filter(state=DecisionState.DECIDED).values("application")
    waiting = posting.applications.exclude(stage__in=FINAL_STAGES).exclude(pk__in=decided)
    found = waiting.filter(erasure_requested_at=None).select_related("posting", "edition")
    return list(found.prefetch_related("edition__texts").order_by("submitted_at", "pk"))


@transaction.atomic
def close_as_filled(
    *,
    posting: Posting,
    applications: Iterable[Application],
    template: MailTemplate | None,
    actor: "User | None",
    now: datetime,
) -> Result:
    """Close a posting and answer those who still wait; their retention begins when they know.

    A posting that is closed already stays as it is. Raises CloseRefused for one that was never
    published.
    """
    if posting.closed_at is None:
        close_posting(posting=posting, actor=actor, reason=_("filled"), now=now)
    choice = Choice(Stage.REJECTED, RejectionReason.objects.get(slug=FILLED))
    return decide_many(
        applications=applications, choice=choice, template=template, actor=actor, now=now
    )
