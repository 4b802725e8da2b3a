"""The full copy (Art. 15 GDPR): the self-service copy, with what HR reviewed beside it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import override

from applications.documents.archives import to_json
from applications.models import Application, CopyRequest
from applications.privacy.data_export import export_facts
from hiring.models import CopyChoice
from hiring.reviews.copy_entries import CopyEntry, list_entries

PAGE, FACTS = "assessment.html", "assessment.json"


class Chosen(NamedTuple):
    """An entry with the choice that holds for it; None if there is none, or it says something else by now."""

    entry: CopyEntry
    choice: CopyChoice | None


def read_chosen(request: CopyRequest) -> list[Chosen]:
    """Every entry of the application, in the active language, with what was chosen for it."""
    kept = {one.entry: one for one in request.choices.all()}
    found = []
    for entry in list_entries(request.application):
        choice = kept.get(entry.key)
        holds = choice is not None and choice.digest == entry.digest
        found.append(Chosen(entry, choice if holds else None))
    return found


def render_full_copy(request: CopyRequest, now: datetime) -> Iterator[bytes]:
    """The ZIP archive in the applicant's language, without its documents; each entry must have its choice."""
    application = request.application
    with override(application.language):
        chosen = read_chosen(request)
        page = render_assessment(application, chosen, now)
    assessment = {PAGE: page, FACTS: to_json([entry_facts(*one) for one in chosen])}
    yield from export_facts(application, assessment=assessment)


def render_assessment(application: Application, chosen: Iterable[Chosen], now: datetime) -> str:
    """The page for people, in the active language."""
    accesses = application.export_accesses.values_list("at", flat=True)
    context = {
        "application": application,
        "chosen": chosen,
        "made_at": now,
        "accesses": accesses,
    }
    return render_to_string("hiring/full_copy/page.html", context)


def entry_facts(entry: CopyEntry, choice: CopyChoice | None) -> dict[str, object]:
    """What programs read; of what is blacked out the kind, the time and the reason."""
    head: dict[str, object] = {"kind": entry.kind, "at": entry.at}
    if choice is None or not choice.is_released:
        reason = choice.reason if choice else ""
        return {**head, "blacked_out": True, "reason": reason}
    return {**head, "blacked_out": False, "text": entry.text}
