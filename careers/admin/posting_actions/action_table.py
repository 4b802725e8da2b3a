"""The posting actions: their words, the forms that ask, and the services that they call."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from careers import services
from careers.forms.posting_actions import (
    CloseForm,
    ExtendForm,
    PublishForm,
    QuestionForm,
    ReopenForm,
)
from careers.models import Posting
from careers.status.lifecycle import PostingState


class PostingAction(NamedTuple):
    """One button: its name, words, the form that asks, and the service it calls.

    A service that makes another posting returns it, and the person is led there.
    """

    name: str
    verb: str | Promise
    question: str | Promise
    done: str | Promise
    form: type[QuestionForm]
    run: Callable[[Posting, User, dict[str, Any]], object]
    template: str = "admin/careers/posting/confirm.html"


@transaction.atomic
def run_publish(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    """Confirms what was ticked and publishes; a refusal leaves nothing of either."""
    for language, seen in answers.get("confirmed", {}).items():
        services.confirm_language(posting=posting, language=language, actor=actor, seen=seen)
    return services.publish_posting(
        posting=posting,
        actor=actor,
        languages=answers["languages"],
        override=answers.get("override", ""),
        now=timezone.now(),
    )


def run_close(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    return services.close_posting(
        posting=posting, actor=actor, reason=answers["reason"], now=timezone.now()
    )


def run_reopen(posting: Posting, actor: User, _answers: dict[str, Any]) -> object:
    return services.reopen_posting(posting=posting, actor=actor, now=timezone.now())


def run_extend(posting: Posting, actor: User, answers: dict[str, Any]) -> object:
    return services.extend_posting(
        posting=posting,
        actor=actor,
        closes_at=answers["closes_at"],
        reason=answers["reason"],
        now=timezone.now(),
    )


def run_duplicate(posting: Posting, _actor: User, _answers: dict[str, Any]) -> object:
    return services.duplicate_posting(posting=posting)


ACTIONS = {
    "publish": PostingAction(
        "publish",
        _("Publish"),
        _("The public sees this posting as it is saved now."),
        _("“%(posting)s” is published."),
        PublishForm,
        run_publish,
        "admin/careers/posting/publish.html",
    ),
    "extend": PostingAction(
        "extend",
        _("Change the deadline"),
        _(
            "The public sees the new deadline at once, and everything else stays as it was "
            "published; unpublished changes are not shown. After the deadline, a later one opens "
            "the posting again."
        ),
        _("“%(posting)s” has a new deadline: %(deadline)s."),
        ExtendForm,
        run_extend,
    ),
    "close": PostingAction(
        "close",
        _("Close the posting"),
        _("Nobody can apply any more. The page stays and says that the position is closed."),
        _("“%(posting)s” is closed."),
        CloseForm,
        run_close,
    ),
    "reopen": PostingAction(
        "reopen",
        _("Reopen"),
        _("Candidates can apply again, to the posting as it was last published."),
        _("“%(posting)s” is open again."),
        ReopenForm,
        run_reopen,
    ),
    "duplicate": PostingAction(
        "duplicate",
        _("Duplicate"),
        _(
            "A new draft with the same texts, facts and people. Opening, deadline, start and "
            "reference stay empty; text blocks stay shared."
        ),
        _("“%(posting)s” was duplicated. This is the new draft."),
        QuestionForm,
        run_duplicate,
    ),
}
FITTING = {
    PostingState.DRAFT: ("publish", "duplicate"),
    PostingState.CLOSED: ("publish", "reopen", "duplicate"),
}
WHILE_PUBLIC = ("publish", "extend", "close", "duplicate")


def find_fitting_actions(state: str) -> list[PostingAction]:
    """Those that fit the state; a closed posting may be reopened as it was, or published again."""
    return [ACTIONS[name] for name in FITTING.get(PostingState(state), WHILE_PUBLIC)]
