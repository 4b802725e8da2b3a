"""From applications to the bytes of an export, whatever its kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.models import Application
from hiring.enums import ExportKind
from hiring.exports.csv_file import write_csv
from hiring.exports.document_archive import archive_documents
from hiring.exports.dossiers import archive_dossiers, dossier_reader, draw_dossier
from hiring.exports.table_columns import keep_visible
from hiring.exports.tables import build_table

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ZIP, PDF = "application/zip", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: dict[ExportKind, tuple[str, str]] = {
    ExportKind.CSV: ("text/csv; charset=utf-8", "csv"),
    ExportKind.XLSX: (XLSX, "xlsx"),
    ExportKind.DOCUMENTS: (ZIP, "zip"),
    ExportKind.DOSSIERS: (ZIP, "zip"),
    ExportKind.DOSSIER: (PDF, "pdf"),
}


@dataclass(frozen=True)
class Wish:
    """What somebody wants made, and in which language."""

    kind: ExportKind
    language: str
    columns: list[str] = field(default_factory=list)

    @property
    def media_type(self) -> str:
        return TYPES[self.kind][0]

    def file_name(self, at: datetime) -> str:
        """Such as "Bewerbungen-2026-11-23-1204.csv"."""
        with override(self.language):
            what = _("Documents") if self.kind == ExportKind.DOCUMENTS else _("Applications")
        return f"{what}-{localtime(at):%Y-%m-%d-%H%M}.{TYPES[self.kind][1]}"


def render_export(
    wish: Wish, applications: Iterable[Application], *, keys: list[int], user: "User", at: datetime
) -> Iterator[bytes]:
    """The file, chunk by chunk, with nothing that this person may not see.

    Tables need the wish's language to be active until their last chunk.
    """
    if wish.kind == ExportKind.DOCUMENTS:
        return archive_documents(applications, language=wish.language)
    if wish.kind in (ExportKind.DOSSIERS, ExportKind.DOSSIER):
        reader = dossier_reader(user, wish.columns, language=wish.language, at=at)
        if wish.kind == ExportKind.DOSSIERS:
            return archive_dossiers(applications, reader)
        return (draw_dossier(application, reader) for application in applications)
    table = build_table(applications, keys=keys, chosen=keep_visible(wish.columns, user))
    if wish.kind == ExportKind.CSV:
        return write_csv(table)
    from hiring.exports.workbook import write_workbook  # 3 MB, for processes that export

    return write_workbook(table)
