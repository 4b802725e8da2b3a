"""The history of a posting: what the public saw, when, and who changed it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.admin.edition import ShownText, edition_name, shown_texts
from careers.editions.comparison import Change, edition_changes
from careers.editions.history import Seen, find_seen_at
from careers.forms.history import SeenForm
from careers.languages import language_name
from careers.models import Edition, Posting, PostingEvent
from careers.web.row_keys import is_number

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Posting]
else:
    Base = object

Kind = PostingEvent.Kind
MAKING = (Kind.PUBLISHED, Kind.EXTENDED)


@dataclass(frozen=True)
class LanguageChanges:
    """What an edition changed in one language; `note` says it where a whole language came or went."""

    language: str
    changes: list[Change]
    note: str = ""

    @property
    def name(self) -> str:
        return language_name(self.language)


@dataclass(frozen=True)
class Entry:
    """One line of the history: an event, or an edition with all that it changed."""

    at: datetime
    kind: str
    title: str
    by: User | None
    note: str = ""
    edition: Edition | None = None
    languages: list[LanguageChanges] = field(default_factory=list)

    @property
    def is_by_itself(self) -> bool:
        return self.kind in {Kind.OPENED, Kind.ENDED}

    @property
    def language_names(self) -> str:
        codes = self.edition.languages if self.edition else []
        return ", ".join(language_name(code) for code in codes)

    @property
    def is_first(self) -> bool:
        return self.edition is not None and self.edition.number == 1


@dataclass(frozen=True)
class Answer:
    """What the public saw at one moment, with the texts as they stood on the page."""

    seen: Seen
    texts: list[ShownText]
    is_ahead: bool


def build_timeline(posting: Posting) -> list[Entry]:
    """Editions and events, the newest first."""
    events = sorted(posting.events.all(), key=lambda one: (one.at, one.pk))
    editions = sorted(posting.editions.all(), key=lambda one: one.number)
    made = {edition.pk: find_making_event(edition, events) for edition in editions}
    known = {event.pk for event in made.values() if event}
    entries = [
        edition_entry(edition, before, made[edition.pk])
        for before, edition in zip([None, *editions], editions, strict=False)
    ]
    entries += [event_entry(event) for event in events if event.pk not in known]
    return sorted(entries, key=lambda one: one.at)[::-1]


def find_making_event(edition: Edition, events: list[PostingEvent]) -> PostingEvent | None:
    """The event that the edition was made by; older events do not name their edition."""
    return next(
        (
            event
            for event in events
            if event.kind in MAKING
            and event.at == edition.published_at
            and event.edition_id in {edition.pk, None}
        ),
        None,
    )


def edition_entry(edition: Edition, before: Edition | None, event: PostingEvent | None) -> Entry:
    kind = event.kind if event else Kind.PUBLISHED
    return Entry(
        at=edition.published_at,
        kind=kind,
        title=f"{edition_name(edition)}: {Kind(kind).label}",
        by=edition.published_by,
        note=note_words(event, edition) if event else "",
        edition=edition,
        languages=list(language_changes(before, edition)) if before else [],
    )


def note_words(event: PostingEvent, edition: Edition) -> str:
    """The note without number and languages of the edition, which stand beside it."""
    words = event.note.removeprefix(f"{edition.number}: ")
    return "" if words == ", ".join(edition.languages) else words


def event_entry(event: PostingEvent) -> Entry:
    title = str(event.get_kind_display())
    return Entry(event.at, event.kind, title[:1].upper() + title[1:], event.by, event.note)


def language_changes(before: Edition, after: Edition) -> Iterator[LanguageChanges]:
    for code, changes in edition_changes(before, after).items():
        if code not in before.languages:
            yield LanguageChanges(code, [], _("published in this language from here on"))
        elif code not in after.languages:
            yield LanguageChanges(code, [], _("no longer published in this language"))
        elif changes:
            yield LanguageChanges(code, changes)


def find_answers(posting: Posting, form: SeenForm) -> list[Answer]:
    """What the public saw at the moments asked for; none if nothing, or nonsense, was asked."""
    if not form.is_valid():
        return []
    found = [find_seen_at(posting, moment) for moment in form.cleaned_data["moments"]]
    now = timezone.now()
    return [
        Answer(seen, shown_texts(seen.edition) if seen.edition else [], seen.moment > now)
        for seen in found
    ]


class PostingHistory(Base):
    """Takes the place of Django's own history, which knows changes of rows and no editions."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        posting = self.posting_with_history(request, object_id)
        form = SeenForm(request.GET if "day" in request.GET else None)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": posting,
            "title": _("History: %(posting)s") % {"posting": posting},
            "form": form,
            "answers": find_answers(posting, form),
            "entries": build_timeline(posting),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/careers/posting/history.html", context)

    def posting_with_history(self, request: HttpRequest, object_id: str) -> Posting:
        """The posting with editions, texts and events in a constant number of queries, or 404."""
        if not is_number(object_id):
            raise Http404
        editions = Edition.objects.select_related("published_by").prefetch_related("texts")
        events = PostingEvent.objects.select_related("by")
        wanted = (Prefetch("editions", editions), Prefetch("events", events))
        rows = self.get_queryset(request).prefetch_related(*wanted)
        posting = get_object_or_404(rows, pk=object_id)
        if not self.has_view_permission(request, posting):
            raise PermissionDenied
        return posting
