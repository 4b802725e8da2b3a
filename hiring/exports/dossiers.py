"""A dossier: one application on paper, as PDF/UA-1, typeset from dossier.typ."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile, ZipInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.answers import answer_in_words
from applications.documents.archives import Sink
from applications.documents.limits import file_size
from applications.models import Application
from careers.channels.pdf.typesetter import TypesetterFailed
from careers.channels.pdf.typesetting import leave_out_breaks, typeset
from careers.web.current_brand import current_brand
from hiring.exports.archive_names import NameGiver
from hiring.exports.cells import Cell
from hiring.exports.table_columns import Column, visible_columns
from hiring.reviews.seen_ratings import describe_rating, split_ratings
from hiring.rights import MAY_READ_NOTES

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TEMPLATE = Path(__file__).with_name("dossier.typ")
ELSEWHERE = frozenset({"name", "message", "documents"})
"""Columns that have a place of their own in a dossier."""


@dataclass(frozen=True)
class Reader:
    """For whom a dossier is made: what they may see, in which language, and when."""

    user: "User"
    columns: list[Column]
    language: str
    at: datetime


def dossier_columns(user: "User") -> list[str]:
    """The keys of all columns that this person may see, as facts of a dossier."""
    return [one.key for one in visible_columns(user)]


def dossier_reader(user: "User", chosen: list[str], *, language: str, at: datetime) -> Reader:
    shown = {*chosen} - ELSEWHERE
    columns = [one for one in visible_columns(user) if one.key in shown]
    return Reader(user, columns, language, at)


def draw_dossier(application: Application, reader: Reader) -> bytes:
    """The PDF, in the language of its reader."""
    with override(reader.language):
        words = json.dumps(collect_words(application, reader), ensure_ascii=False)
        return typeset(TEMPLATE, dossier=leave_out_breaks(words))


def write_plainly(application: Application, reader: Reader) -> bytes:
    """The same words as text, for those that cannot be typeset."""
    with override(reader.language):
        words = collect_words(application, reader)
    parts = [[words["title"]], [f"{name}: {value}" for name, value in words["facts"]]]
    if words["message"]:
        parts.append([words["message_heading"], *words["message"]])
    parts += [
        [words[f"{name}_heading"], *map("\n".join, words[name])]
        for name in ("answers", "documents", "ratings", "notes")
        if words[name]
    ]
    parts.append([words["footer"]])
    return "\n\n".join(map("\n".join, parts)).encode()


def collect_words(application: Application, reader: Reader) -> dict[str, Any]:
    made = _("Confidential. Made for %(person)s on %(date)s.")
    return {
        "language": reader.language,
        "issuer": current_brand().name,
        "brand": current_brand().hex,
        "kicker": _("Application"),
        "title": application.name,
        "facts": list_facts(application, reader.columns),
        "answers": [(one["label"], answer_in_words(one)) for one in application.answers],
        "answers_heading": _("Answers"),
        "message": application.message.split("\n") if application.message else [],
        "message_heading": _("Message"),
        "documents": list_documents(application),
        "documents_heading": _("Documents"),
        "documents_head": [_("Kind"), _("File"), _("Size"), _("Received")],
        "no_documents": _("No documents"),
        "ratings": list_ratings(application, reader.user),
        "ratings_heading": _("Ratings"),
        "notes": list_notes(application) if reader.user.has_perm(MAY_READ_NOTES) else [],
        "notes_heading": _("Notes"),
        "footer": made % {"person": name_person(reader.user), "date": in_words(reader.at)},
        "page": _("Page"),
    }


def list_facts(application: Application, columns: list[Column]) -> list[tuple[str, str]]:
    """Every column that says something."""
    facts = [(capfirst(str(one.label)), in_words(one.read(application))) for one in columns]
    return [(label, words) for label, words in facts if words]


def list_documents(application: Application) -> list[list[str]]:
    return [
        [
            str(one.get_kind_display()),
            one.name if one.is_openable else f"{one.name} ({one.get_scan_state_display()})",
            file_size(one.size),
            in_words(one.created_at),
        ]
        for one in application.documents.all()
    ]


def list_ratings(application: Application, user: "User") -> list[tuple[str, str]]:
    """Who thinks what, with points; those of others only for those who have rated it themselves."""
    found = [*application.ratings.all()]
    own, others = split_ratings([one for one in found if one.counts_for(application)], user)
    earlier = [one for one in found if not one.counts_for(application)]
    shown = [own, *others, *earlier] if own else []
    return [(name_person(one.user), describe_rating(one, application)) for one in shown]


def list_notes(application: Application) -> list[tuple[str, str]]:
    """The newest first: who wrote it when, and what."""
    return [
        (f"{name_person(note.by)}, {in_words(note.at)}", note.text)
        for note in application.staff_notes.all()
    ]


def name_person(user: "User | None") -> str:
    return (user.get_full_name() or user.get_username()) if user else "–"


def in_words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return date_format(localtime(cell), "DATETIME_FORMAT")
    if isinstance(cell, str | int):
        return str(cell)
    return date_format(cell, "DATE_FORMAT")


def archive_dossiers(applications: Iterable[Application], reader: Reader) -> Iterator[bytes]:
    """One PDF an application in a ZIP archive, chunk by chunk; text where it cannot be typeset."""
    sink, names = Sink(), NameGiver()
    with ZipFile(sink, "w") as archive:
        for application in applications:
            try:
                content, extension = draw_dossier(application, reader), ".pdf"
            except TypesetterFailed:
                content, extension = write_plainly(application, reader), ".txt"
            name = names.name(application.name, application.reference, extension=extension)
            info = ZipInfo(name, localtime(reader.at).timetuple()[:6])
            archive.writestr(info, content)
            yield sink.drain()
    yield sink.drain()
