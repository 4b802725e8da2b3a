"""The filters of the inbox, in the order in which they are shown.

To add one, append an InboxFilter to FILTERS: its name is the parameter in the address, and it takes
part in the form, in saved filters and in the counts like the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from applications.models import Application, DocumentRequest
from hiring.inbox.key_lists import keys_of
from hiring.inbox.read_states import (
    UNREAD_STATES,
    ReadState,
    arrivals,
    filter_by_read_state,
    filter_few_by_read_state,
)
from hiring.inbox.scope import Scope
from hiring.inbox.team_opinion import OPINIONS, may_read_opinions, narrow_by_opinion
from hiring.models import OwnStage, Rating, Tag
from hiring.rights import MAY_MOVE
from hiring.waiting.keeping import LABELS, narrow_by_keeping
from hiring.waiting.kinds import WaitingKind, filter_by_waiting

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    type Words = str | _StrPromise

UNREAD = "unread"
YES = "yes"


class Choice(NamedTuple):
    """One value of a filter, and what it is called."""

    value: str
    label: "Words"


type Narrow = Callable[[QuerySet[Application], Scope, str], QuerySet[Application]]


@dataclass(frozen=True)
class InboxFilter:
    """One select of the form; `narrow` is only given values that `choices` offers."""

    name: str
    label: "Words"
    choices: Callable[[Scope], Sequence[Choice]]
    narrow: Narrow


def read_choices(scope: Scope) -> Sequence[Choice]:
    return [
        Choice(UNREAD, _("unread, or with a new document")),
        *(Choice(state.value, state.label) for state in ReadState),
    ]


def narrow_by_reading(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    states = UNREAD_STATES if value == UNREAD else (ReadState(value),)
    narrow = filter_few_by_read_state if scope.is_small else filter_by_read_state
    return narrow(applications, scope.user, states)


def language_choices(scope: Scope) -> Sequence[Choice]:
    codes = [code for code, _name in settings.LANGUAGES]
    return [Choice(code, get_language_info(code)["name_translated"]) for code in codes]


def narrow_by_language(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    return applications.filter(language=value)


def document_choices(scope: Scope) -> Sequence[Choice]:
    return [
        Choice("later", _("came later")),
        Choice("asked", _("requested, still outstanding")),
    ]


def narrow_by_documents(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    if value == "later":
        return applications.filter(keys_of(arrivals().order_by().values("application").distinct()))
    waiting = DocumentRequest.objects.filter(application=OuterRef("pk"), answered_at=None)
    return applications.filter(Exists(waiting))


def tag_choices(scope: Scope) -> Sequence[Choice]:
    return [Choice(str(tag.pk), tag.name) for tag in Tag.objects.all()]


def narrow_by_tag(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    return applications.filter(hiring_record__tags=int(value))


def own_stage_choices(scope: Scope) -> Sequence[Choice]:
    return [Choice(str(stage.pk), str(stage)) for stage in OwnStage.objects.all()]


def narrow_by_own_stage(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    return applications.filter(hiring_record__own_stage=int(value))


def waiting_choices(scope: Scope) -> Sequence[Choice]:
    return [Choice(kind.value, kind.label) for kind in WaitingKind]


def narrow_by_waiting(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    kind = WaitingKind(value)
    return filter_by_waiting(applications, kind, user=scope.user, now=timezone.now())


def list_choices(scope: Scope) -> Sequence[Choice]:
    return [Choice("reserve", _("reserve list")), Choice("pool", _("talent pool"))]


def narrow_by_list(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    in_pool = Q(pool_until__gt=timezone.now())
    is_kept = Q(hiring_record__is_reserve=True)
    return applications.filter(is_kept if value == "reserve" else in_pool)


def keeping_choices(scope: Scope) -> Sequence[Choice]:
    """For those who see on the page of an application how long it is kept."""
    may_see = scope.user.has_perm(MAY_MOVE)
    return [Choice(value, label) for value, label in LABELS.items()] if may_see else []


def narrow_by_erasure(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    return narrow_by_keeping(applications, value, timezone.now())


def opinion_choices(scope: Scope) -> Sequence[Choice]:
    """None for those who may not know what their colleagues think."""
    return [Choice(*one) for one in OPINIONS.items()] if may_read_opinions(scope) else []


def rating_choices(scope: Scope) -> Sequence[Choice]:
    return [Choice("no", _("not rated by me")), Choice("yes", _("rated by me"))]


def narrow_by_rating(
    applications: QuerySet[Application], scope: Scope, value: str
) -> QuerySet[Application]:
    """One's own only, for everybody; see hiring.inbox.team_opinion for what others think."""
    is_rated = Q(Exists(Rating.objects.of_each().filter(user=scope.user)))
    return applications.filter(is_rated if value == "yes" else ~is_rated)


FILTERS: list[InboxFilter] = [
    InboxFilter("read", pgettext_lazy("filter", "Read by me"), read_choices, narrow_by_reading),
    InboxFilter("rated", pgettext_lazy("filter", "Rating"), rating_choices, narrow_by_rating),
    InboxFilter("language", _("Language"), language_choices, narrow_by_language),
    InboxFilter("documents", _("Documents"), document_choices, narrow_by_documents),
    InboxFilter("tag", _("Tag"), tag_choices, narrow_by_tag),
    InboxFilter("own_stage", _("Own stage"), own_stage_choices, narrow_by_own_stage),
    InboxFilter("team", _("Hiring team"), opinion_choices, narrow_by_opinion),
    InboxFilter("waiting", _("Waits for me"), waiting_choices, narrow_by_waiting),
    InboxFilter("list", _("Lists"), list_choices, narrow_by_list),
    InboxFilter("keeping", _("Keeping"), keeping_choices, narrow_by_erasure),
]
