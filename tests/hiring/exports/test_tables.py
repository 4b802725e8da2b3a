"""Tables of applications, read back as a spreadsheet would: by csv, and by a library for XLSX."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from applications.enums import Stage
from applications.models import Application
from hiring.enums import DecisionState
from hiring.exports.cells import begins_like_formula
from hiring.exports.csv_file import write_csv
from hiring.exports.sources import read_applications
from hiring.exports.table_columns import ANSWERS, COLUMNS, keep_visible, visible_columns
from hiring.exports.tables import build_table
from hiring.exports.workbook import write_workbook
from hiring.models import HiringRecord, Tag
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.hiring.factories import NOW, rejection_reason

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 11, 23, 11, 4, 30, tzinfo=UTC)
FORMULA = '=HYPERLINK("x";A1)'


def moment(*numbers: int) -> datetime:
    """As a spreadsheet has it, which knows no zones."""
    return datetime(*numbers, tzinfo=UTC).replace(tzinfo=None)


def answer(key: str, label: str, value: Any, kind: str = "text") -> dict[str, Any]:
    return {"key": key, "label": label, "kind": kind, "value": value}


def application(**fields: Any) -> Application:
    shared = {"cv": False, "name": "Ayşe Öztürk", "submitted_at": RECEIVED}
    return ApplicationFactory(**(shared | fields))


def as_csv(rows: list[Application], *chosen: str, language: str = "de") -> list[list[str]]:
    text = csv_bytes(rows, *chosen, language=language).decode("utf-8-sig")
    separator = ";" if language == "de" else ","
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def csv_bytes(rows: list[Application], *chosen: str, language: str = "de") -> bytes:
    keys = [row.pk for row in rows]
    with override(language):
        return b"".join(
            write_csv(
                build_table(read_applications(hr_manager(), keys), keys=keys, chosen=[*chosen])
            )
        )


def as_xlsx(rows: list[Application], *chosen: str, language: str = "de") -> Any:
    return load_workbook(io.BytesIO(xlsx_bytes(rows, *chosen, language=language))).active


def xlsx_bytes(rows: list[Application], *chosen: str, language: str = "de") -> bytes:
    keys = [row.pk for row in rows]
    with override(language):
        return b"".join(
            write_workbook(
                build_table(read_applications(hr_manager(), keys), keys=keys, chosen=[*chosen])
            )
        )


def test_csv_opens_in_german_and_english_excel() -> None:
    rows = [application(reference="7KQ4-M2XP")]
    german = csv_bytes(rows, "reference", "name")
    assert german == '\ufeff"Bewerbungsnummer";"Name"\r\n"7KQ4-M2XP";"Ayşe Öztürk"\r\n'.encode()
    english = csv_bytes(rows, "reference", "name", language="en")
    assert english == '\ufeff"Reference","Name"\r\n"7KQ4-M2XP","Ayşe Öztürk"\r\n'.encode()


def test_csv_keeps_quotes_separators_and_line_breaks() -> None:
    message = 'Er sagte: "Ja; gern, bald"\r\n\r\nZeile 2'
    found = as_csv([application(message=message)], "name", "message")
    assert found == [["Name", "Nachricht"], ["Ayşe Öztürk", message]]


def test_cells_of_csv_are_no_formulas() -> None:
    row = application(
        name=FORMULA, phone="+49 30 1", message="＝1", answers=[answer("1", "@x", "-5")]
    )
    found = as_csv([row], "name", "phone", "message", ANSWERS)
    assert found == [
        ["Name", "Telefon", "Nachricht", "'@x"],
        [f"'{FORMULA}", "'+49 30 1", "'＝1", "'-5"],
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_file_read_by_any_separator_has_no_formula(language: str, separator: str) -> None:
    told = ["Muster,=1+2", "x;=1", "x\t=1", "a\n=1", 'a,"=1"', 'a";"=1', "a, +1;-2"]
    rows = [application(name=text, message=text) for text in told]
    text = csv_bytes(rows, "name", "message", language=language).decode("utf-8-sig")
    found = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    assert [cell for row in found for cell in row if begins_like_formula(cell)] == []


def test_cells_of_xlsx_are_texts_days_and_moments() -> None:
    started = answer("2", "Beginn", "2027-01-02", "date")
    row = application(name=FORMULA, phone="0123", answers=[answer("1", "=x", "007"), started])
    sheet = as_xlsx([row], "name", "phone", "submitted_at", ANSWERS)
    assert [cell.value for cell in sheet[1]] == ["Name", "Telefon", "Eingegangen", "=x", "Beginn"]
    cells = [*sheet[2]]
    assert [cell.data_type for cell in cells] == ["s", "s", "d", "s", "d"]
    assert [cell.value for cell in cells] == [
        FORMULA, "0123", moment(2026, 11, 23, 12, 4), "007", moment(2027, 1, 2),
    ]  # fmt: skip
    assert [cell.quotePrefix for cell in cells] == [True, False, False, False, False]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E2")


def test_xlsx_has_no_formula_and_no_link_in_its_parts() -> None:
    row = application(name=FORMULA, message="https://example.org", phone="=1")
    with ZipFile(io.BytesIO(xlsx_bytes([row], "name", "message", "phone"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)


def test_answers_are_columns_in_the_readers_words() -> None:
    rows = [
        application(answers=[answer("1", "Führerschein?", True), answer("2", "Nur hier", "a")]),
        application(answers=[answer("1", "Driving licence?", False)], language="en"),
        application(answers=[answer("9", "Driving licence?", True)], language="en"),
        application(),
    ]
    assert as_csv(rows, ANSWERS, language="en") == [
        ["Driving licence?", "Nur hier"], ["Yes", "a"], ["No", ""], ["Yes", ""], ["", ""],
    ]  # fmt: skip
    assert as_csv(rows, ANSWERS)[0] == ["Führerschein?", "Nur hier", "Driving licence?"]


def test_columns_say_what_the_staff_knows() -> None:
    reason = rejection_reason()
    rejected = application(language="en")
    rejected.decisions.create(
        to_stage=Stage.REJECTED, reason=reason, state=DecisionState.DECIDED, at=NOW, decided_at=NOW
    )
    noted = application()
    noted.decisions.create(to_stage=Stage.INTERVIEW, state=DecisionState.PENDING, at=NOW)
    HiringRecord.objects.create(application=noted).tags.set(
        [Tag.objects.create(name="Linz"), Tag.objects.create(name="Bonn")]
    )
    assert as_csv(
        [rejected, noted], "language", "stage", "pending", "reason", "tags", language="en"
    ) == [
        ["Language", "Stage", "Tags", "Noted decision", "Reason of the rejection"],
        ["English", "rejected", "", "", reason.name_en],
        ["German", "received", "Bonn, Linz", "interview", ""],
    ]


def test_hiring_team_sees_nothing_of_keeping_and_decisions() -> None:
    team, hr = team_member(application()), hr_manager()
    hidden = {"pending", "reason", "decided_at", "erased_on", "hold", "pool_until", "notice"}
    assert {one.key for one in visible_columns(hr)} == {one.key for one in COLUMNS}
    assert {one.key for one in COLUMNS} - {one.key for one in visible_columns(team)} == hidden
    assert {one.key for one in visible_columns(editor())}.isdisjoint(hidden)
    assert keep_visible([ANSWERS, "hold", "name", "unknown"], team) == ["name", ANSWERS]
    assert keep_visible([ANSWERS, "hold", "name"], hr) == ["name", "hold", ANSWERS]
