"""The copy for people: what applications.privacy.data_export tells machines, as a page that needs nothing else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override

from applications.answers import answer_in_words
from applications.documents import heic_format
from applications.enums import DocumentKind, HoldReason, MediaType, ScanState, Source, Stage
from applications.wording import HEADINGS, WITHHELD, event_words, stage_words, transfer_words
from careers.languages import language_name
from careers.models import EditionText


class Entry(NamedTuple):
    """One line of the history; the reason is empty unless somebody gave one."""

    at: datetime
    words: str
    reason: str = ""


def render_export_page(
    facts: dict[str, Any], texts: Iterable[EditionText], ad_language: str, assessment: str = ""
) -> str:
    """HTML in the applicant's language, made from the facts of application.json and nothing else.

    Links lead to the files beside it. In: the facts of application_facts(), the texts of the
    edition that was answered, the language of the one that the applicant read, and the name of the
    page in the archive that says what the staff wrote down, if there is one.
    """
    with override(facts["language"]):
        context = {
            "facts": facts,
            "assessment": assessment,
            "ad_language": ad_language if ad_language != facts["language"] else "",
            "heading": HEADINGS[Stage(facts["stage"])],
            "source": source_words(facts["source"]),
            "answers": [(one["label"], answer_in_words(one)) for one in facts["answers"]],
            "documents": [label_document(one) for one in facts["documents"]],
            "requests": [label_kind(one) for one in facts["document_requests"]],
            "history": [*history_entries(facts)],
            "merged": [label_answers(one) for one in facts["merged"]],
            "hold": hold_words(facts["erasure"]["legal_hold"]),
            "ads": {text.language: language_name(text.language) for text in texts},
            "made_at": timezone.now(),
        }
        return render_to_string("applications/copy/page.html", context)


def label_answers(fact: dict[str, Any]) -> dict[str, Any]:
    return fact | {"answers": [(one["label"], answer_in_words(one)) for one in fact["answers"]]}


def label_kind(fact: dict[str, Any]) -> dict[str, Any]:
    return fact | {"kind": DocumentKind(fact["kind"]).label}


def label_document(fact: dict[str, Any]) -> dict[str, Any]:
    is_heic = fact["media_type"] == heic_format.MEDIA_TYPE
    media_type = heic_format.LABEL if is_heic else MediaType(fact["media_type"]).label
    withheld = "" if fact["file"] else why_withheld(fact)
    href = quote(fact["file"] or "")
    return label_kind(fact) | {"media_type": media_type, "href": href, "withheld": withheld}


def why_withheld(fact: dict[str, Any]) -> str:
    if fact["is_missing"]:
        return gettext(
            "This file is missing on our side. We are sorry. Please send it to us again."
        )
    return str(WITHHELD[ScanState(fact["virus_scan"])])


def history_entries(facts: dict[str, Any]) -> Iterable[Entry]:
    """From the arrival on, the oldest first."""
    yield Entry(facts["submitted_at"], stage_words(Stage.RECEIVED))
    yield from sorted([*event_entries(facts), *transfer_entries(facts)], key=lambda entry: entry.at)


def transfer_entries(facts: dict[str, Any]) -> Iterable[Entry]:
    for one in facts["transfers"]:
        words = transfer_words(one["kind"], one["state"], one["posting"])
        yield Entry(one["ended_at"] or one["at"], words)


def event_entries(facts: dict[str, Any]) -> Iterable[Entry]:
    for one in facts["history"]:
        if "event" in one:
            yield Entry(one["at"], event_words(one["event"], one["detail"]))
        else:
            yield Entry(one["at"], stage_words(one["to"]), one["reason"])


def source_words(source: str) -> str:
    """How it came in, if somebody entered it by hand."""
    return "" if source == Source.FORM else str(Source(source).label)


def hold_words(reason: str) -> str:
    return str(HoldReason(reason).label) if reason else ""
