"""The columns of the list. To add one, append a Column to COLUMNS; it can be chosen from then on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from applications.enums import WITHHELD_STATES
from applications.models import Application, Document
from careers.languages import language_codes, localized_column
from careers.text.email_addresses import to_readable_address
from hiring.enums import Recommendation
from hiring.inbox.deadline_cells import (
    add_promise,
    add_request,
    render_erasure,
    render_promise,
    render_request,
)
from hiring.inbox.scope import Scope
from hiring.models import InboxColumns, Rating
from hiring.rights import MAY_MOVE
from hiring.waiting.keeping import ERASED_SOON, HELD
from hiring.waiting.kinds import WaitingKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.functional import _StrPromise

type Annotate = Callable[[QuerySet[Application], Scope], QuerySet[Application]]


def leave_as_it_is(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    return applications


@dataclass(frozen=True)
class Column:
    """What stands in a cell, and what the query must have added for it."""

    name: str
    label: "str | _StrPromise"
    render: Callable[[Application], str]
    annotate: Annotate = leave_as_it_is
    is_usual: bool = True
    right: str = ""
    """Without it the column is not offered."""


def count_documents(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    counted = Document.objects.filter(application=OuterRef("pk")).order_by().values("application")
    number = Subquery(counted.annotate(number=Count("pk")).values("number"))
    withheld = counted.filter(scan_state__in=WITHHELD_STATES)
    shut = Subquery(withheld.annotate(number=Count("pk")).values("number"))
    return applications.annotate(document_count=Coalesce(number, 0), shut_count=Coalesce(shut, 0))


def render_document_count(application: Application) -> str:
    """How many there are, and how many of them the virus scan withholds."""
    number, shut = (getattr(application, name, "") for name in ("document_count", "shut_count"))
    if not shut:
        return str(number)
    words = _("%(number)s, of which %(shut)s cannot be opened")
    return str(words) % {"number": number, "shut": shut}


def add_posting(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    """Only its titles: a posting is a wide row."""
    return applications.annotate(**{f"posting_{one}": F(f"posting__{one}") for one in titles()})


def titles() -> list[str]:
    return [localized_column("title", code) for code in language_codes()]


def render_posting(application: Application) -> str:
    found = (getattr(application, f"posting_{one}", "") for one in titles())
    return next(filter(None, found), "")


def add_own_rating(applications: QuerySet[Application], scope: Scope) -> QuerySet[Application]:
    """One's own: what others think is seen on the page of the application, after that."""
    own = Rating.objects.of_each().filter(user=scope.user)
    return applications.annotate(own_recommendation=Subquery(own.values("recommendation")[:1]))


def render_own_rating(application: Application) -> str:
    found = getattr(application, "own_recommendation", None)
    return str(Recommendation(found).label) if found else ""


def render_tags(application: Application) -> str:
    record = getattr(application, "hiring_record", None)
    return ", ".join(tag.name for tag in record.tags.all()) if record else ""


def render_own_stage(application: Application) -> str:
    record = getattr(application, "hiring_record", None)
    return str(record.own_stage) if record and record.own_stage else ""


def render_lists(application: Application) -> str:
    record = getattr(application, "hiring_record", None)
    names = [
        *([_("reserve list")] if record and record.is_reserve else []),
        *([_("talent pool")] if application.is_in_pool else []),
    ]
    return ", ".join(map(str, names))


def render_arrival(application: Application) -> str:
    at = getattr(application, "arrived_at", None)
    return date_format(localtime(at), "SHORT_DATE_FORMAT") if at else ""


def render_moment(application: Application) -> str:
    return date_format(localtime(application.submitted_at), "SHORT_DATETIME_FORMAT")


def render_language(application: Application) -> str:
    return str(get_language_info(application.language)["name_translated"])


COLUMNS: list[Column] = [
    Column("submitted_at", _("received"), render_moment),
    Column("posting", _("posting"), render_posting, add_posting),
    Column(
        "document_count",
        _("documents"),
        render_document_count,
        count_documents,
    ),
    Column("own_rating", _("my rating"), render_own_rating, add_own_rating),
    Column("own_stage", _("own stage"), render_own_stage),
    Column("tags", _("tags"), render_tags),
    Column("language", _("language"), render_language, is_usual=False),
    Column(
        "email",
        _("email"),
        lambda application: to_readable_address(application.email),
        is_usual=False,
    ),
    Column("phone", _("phone"), lambda application: application.phone, is_usual=False),
    Column("arrived_at", _("last document"), render_arrival, is_usual=False),
    Column("lists", _("lists"), render_lists, is_usual=False),
    Column("promised_on", _("answer promised by"), render_promise, add_promise, is_usual=False),
    Column("outstanding", _("outstanding document"), render_request, add_request, is_usual=False),
    Column("erased_on", _("erased on"), render_erasure, is_usual=False, right=MAY_MOVE),
]
OF_FILTERS = {
    ("waiting", WaitingKind.ANSWER_LATE.value): "promised_on",
    ("waiting", WaitingKind.ANSWER_SOON.value): "promised_on",
    ("waiting", WaitingKind.OUTSTANDING.value): "outstanding",
    ("documents", "asked"): "outstanding",
    ("keeping", ERASED_SOON): "erased_on",
    ("keeping", HELD): "erased_on",
}
"""The column that says what a filter is about: it is shown with it, chosen or not."""


def read_column_names(user: "User") -> list[str]:
    """What the person chose, or what is usual."""
    chosen = InboxColumns.objects.filter(user=user).values_list("names", flat=True).first()
    usual = [column.name for column in COLUMNS if column.is_usual]
    return usual if chosen is None else list(chosen)


def offered_columns(user: "User") -> list[Column]:
    return [column for column in COLUMNS if not column.right or user.has_perm(column.right)]


def shown_columns(
    names: list[str], scope: Scope, chosen: Iterable[tuple[str, str]] = ()
) -> list[Column]:
    """What the filters in use are about first, then in their own order; the posting has none where all rows are of one."""
    first = [OF_FILTERS[pair] for pair in chosen if pair in OF_FILTERS]
    hidden = {"posting"} if scope.posting else set()
    wanted = {*names, *first} - hidden
    shown = [column for column in offered_columns(scope.user) if column.name in wanted]
    return sorted(shown, key=lambda column: column.name not in first)
