"""Bad input to the form: a clear answer in the visitor's language, and nothing stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from applications.models import Application
from applications.views.apply.draft_input import sign_edition
from tests.applications import files
from tests.applications.files import upload
from tests.applications.site import LANGUAGES, apply_path, filled_form, page, send, words
from tests.applications.traces import (
    DRAFT_WITH_CV,
    EMPTY_DRAFT,
    NOTHING,
    ONE_APPLICATION,
    temporary_uploads,
    traces,
)
from tests.careers.factories import published

pytestmark = pytest.mark.django_db

REFUSALS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "no name": ({"name": ""}, "#id_name", "Enter your name.", "Geben Sie Ihren Namen ein."),
    "a name of two lines": (
        {"name": "Ayşe\r\nBcc: all@example.org"},
        "#id_name",
        "Write this on one line, without line breaks.",
        "Schreiben Sie dies in eine Zeile, ohne Zeilenumbruch.",
    ),
    "a name with NUL": (
        {"name": "Ay\0şe"},
        "#id_name",
        "This contains characters that cannot be displayed. Type it again by hand.",
        "Hier stehen Zeichen, die sich nicht darstellen lassen. Tippen Sie den Text von Hand neu ein.",
    ),
    "a name that turns the text around": (
        {"name": "Ay\u202eşe"},
        "#id_name",
        "This contains characters that cannot be displayed. Type it again by hand.",
        "Hier stehen Zeichen, die sich nicht darstellen lassen. Tippen Sie den Text von Hand neu ein.",
    ),
    "half an address": (
        {"email": "ayse@"},
        "#id_email",
        "Enter a complete email address, for example name@example.org.",
        "Geben Sie eine vollständige E\N{NON-BREAKING HYPHEN}Mail-Adresse ein, zum Beispiel name@example.org.",
    ),
    "an address whose domain mail cannot reach": (
        {"email": f"ayse@{'ü' * 60}.de"},
        "#id_email",
        "What stands after the @ can be no domain: a character is not allowed there, or it is too long. "
        "Check it for typos. If your provider names a form that begins with xn--, enter that one.",
        "Was hinter dem @ steht, kann keine Domain sein: Ein Zeichen ist dort nicht erlaubt, oder sie ist "
        "zu lang. Prüfen Sie sie auf Tippfehler. Falls Ihr Anbieter eine Schreibweise nennt, die mit xn-- "
        "beginnt, geben Sie diese ein.",
    ),
    "a phone with a bell": (
        {"phone": "030\a1"},
        "#id_phone",
        "This contains characters that cannot be displayed. Type it again by hand.",
        "Hier stehen Zeichen, die sich nicht darstellen lassen. Tippen Sie den Text von Hand neu ein.",
    ),
    "a message with NUL": (
        {"message": "Hallo\n\0"},
        "#id_message",
        "This contains characters that cannot be displayed. Type it again by hand.",
        "Hier stehen Zeichen, die sich nicht darstellen lassen. Tippen Sie den Text von Hand neu ein.",
    ),
    "no CV": (
        {"cv": None},
        "#id_cv",
        "Choose the file with your CV.",
        "Wählen Sie die Datei mit Ihrem Lebenslauf aus.",
    ),
    "an empty CV": (
        {"cv": lambda: upload(b"", "CV.pdf")},
        "#id_cv",
        "“CV.pdf” is empty. Check the file and choose it again.",
        "„CV.pdf“ ist leer. Prüfen Sie die Datei und wählen Sie sie erneut aus.",
    ),
    "a CV above the limit": (
        {"cv": lambda: upload(files.pdf() + bytes(3 * 1024 * 1024), "CV.pdf")},
        "#id_cv",
        "“CV.pdf” has 3 MB, but a file may have at most 1 MB. "
        "Make it smaller, for example by saving it with smaller pictures.",
        "„CV.pdf“ hat 3 MB, eine Datei darf aber höchstens 1 MB haben. "
        "Verkleinern Sie sie, zum Beispiel durch Speichern mit kleineren Bildern.",
    ),
    "a page that calls itself a PDF": (
        {"cv": lambda: upload(files.HTML, "CV.pdf")},
        "#id_cv",
        "“CV.pdf” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
        "„CV.pdf“ ist keine Datei, die wir annehmen können. "
        "Speichern Sie sie als PDF, DOCX, ODT, JPG oder PNG.",
    ),
    "a program": (
        {"cv": lambda: upload(b"MZ\x90\0", "CV.exe")},
        "#id_cv",
        "“CV.exe” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
        "„CV.exe“ ist keine Datei, die wir annehmen können. "
        "Speichern Sie sie als PDF, DOCX, ODT, JPG oder PNG.",
    ),
    "a locked CV": (
        {"cv": lambda: upload(files.locked_pdf(), "CV.pdf")},
        "#id_cv",
        "“CV.pdf” is locked with a password. Save it without a password and choose it again.",
        "„CV.pdf“ ist mit einem Passwort gesperrt. "
        "Speichern Sie sie ohne Passwort und wählen Sie sie erneut aus.",
    ),
    "one bad document among good ones": (
        {
            "other": lambda: [
                upload(files.pdf(2), "gut.pdf"),
                upload(files.HTML, "schlecht.pdf"),
            ]
        },
        "#id_other",
        "“schlecht.pdf” is not a file that we can accept. Save it as PDF, DOCX, ODT, JPG or PNG.",
        "„schlecht.pdf“ ist keine Datei, die wir annehmen können. "
        "Speichern Sie sie als PDF, DOCX, ODT, JPG oder PNG.",
    ),
}
ROOM: dict[str, tuple[Any, str]] = {
    "too many documents": (
        lambda: [upload(files.pdf(number), f"{number}.pdf") for number in (2, 3, 4)],
        "“4.pdf” was not kept: at most 3 files can be sent. "
        "Remove another one first, or put several into one PDF.",
    ),
    "too much together": (
        lambda: [
            upload(files.pdf(number, holding=bytes(900_000)), f"{number}.pdf") for number in (2, 3)
        ],
        "“3.pdf” was not kept: your files would have 1.7 MB together, but at most 1.5 MB can be "
        "sent. Remove another one first or make it smaller.",
    ),
}


@pytest.fixture(autouse=True)
def small_limits(settings: Settings) -> None:
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    settings.DOCUMENTS_MAX_COUNT = 3
    settings.DOCUMENTS_MAX_BYTES = 1536 * 1024


@pytest.fixture(autouse=True)
def no_temporary_files(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    yield
    assert temporary_uploads() == []


def call_values(changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value() if callable(value) else value for key, value in changes.items()}


@pytest.mark.parametrize("case", REFUSALS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_apply_refuses(client: Client, case: str, language: str) -> None:
    changes, field, english, german = REFUSALS[case]
    shown = send(client, published(), language, **call_values(changes))
    sentence = english if language == "en" else german
    assert (shown.status, shown.errors) == (422, [(field, sentence)])
    assert shown.title.startswith("Error: " if language == "en" else "Fehler: ")
    good = {"other": 2}.get(field.removeprefix("#id_"), 0 if field == "#id_cv" else 1)
    assert traces() == EMPTY_DRAFT | {"documents": good, "files": good}


@pytest.mark.parametrize("case", ROOM)
def test_apply_refuses_what_does_not_fit_and_keeps_the_rest(client: Client, case: str) -> None:
    more, sentence = ROOM[case]
    shown = send(client, published(), other=more())
    assert (shown.status, shown.errors) == (422, [("#id_other", sentence)])
    kept = len(more())
    assert traces() == EMPTY_DRAFT | {"documents": kept, "files": kept}


def test_apply_accepts_the_same_form_without_the_faults(client: Client) -> None:
    send(client, published())
    assert traces() == ONE_APPLICATION


def test_refused_form_keeps_what_was_typed_and_its_token(client: Client) -> None:
    posting = published()
    edition = sign_edition(posting.current_edition)
    sent = filled_form(email="ayse@", phone="030 1", message="Hallo", edition=edition)
    tree = page(client.post(apply_path(posting), sent)).tree
    kept = {tag["name"]: tag.get("value") for tag in tree.select("main input[value]")}
    kept.pop("csrfmiddlewaretoken", None)
    typed = {key: sent[key] for key in ("name", "email", "phone", "token", "edition")}
    assert kept == typed
    assert words(tree.select_one("textarea")) == "Hallo"


def test_refused_form_puts_the_summary_first_and_into_focus(client: Client) -> None:
    tree = send(client, published(), name="").tree
    first = tree.select_one("main .form").find(True)
    assert (first["id"], first["tabindex"], first["role"]) == ("error-summary", "-1", "alert")
    assert first.has_attr("autofocus")


def test_refused_field_is_marked_and_described(client: Client) -> None:
    field = send(client, published(), name="").tree.select_one("#id_name")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "id_name_error")


def test_refused_form_shows_the_files_that_it_keeps(client: Client) -> None:
    posting = published()
    with_file = send(client, posting, name="")
    assert words(with_file.tree.select_one("[data-held=cv] .file")).startswith("PDF Lebenslauf.pdf")
    assert with_file.tree.select("[data-held=other] .file") == []


def test_refused_file_names_are_escaped(client: Client) -> None:
    name = '<img src=x onerror="alert(1)">.pdf'
    shown = send(client, published(), cv=upload(files.HTML, name))
    assert shown.tree.select("main img") == []
    assert name in shown.errors[0][1]


def test_apply_without_csrf_token_is_forbidden_and_stores_nothing() -> None:
    strict = Client(enforce_csrf_checks=True)
    for language in LANGUAGES:
        shown = page(strict.post(apply_path(published(), language), filled_form()))
        assert (shown.status, shown.tree.html["lang"]) == (403, language)
    assert traces() == NOTHING


def test_apply_with_csrf_token_is_accepted() -> None:
    strict = Client(enforce_csrf_checks=True)
    path = apply_path(published())
    token = page(strict.get(path, secure=True)).tree.select_one("[name=csrfmiddlewaretoken]")
    headers = {"referer": f"https://testserver{path}"}
    sent = filled_form(csrfmiddlewaretoken=token["value"])
    assert strict.post(path, sent, secure=True, headers=headers).status_code == 302
    assert traces() == DRAFT_WITH_CV


def test_apply_with_far_too_large_a_body_is_refused_unread(
    client: Client, settings: Settings
) -> None:
    settings.REQUEST_MAX_BYTES = 2 * 1024 * 1024
    for language in LANGUAGES:
        sent = filled_form(cv=upload(bytes(2 * 1024 * 1024)))
        shown = page(client.post(apply_path(published(), language), sent))
        assert (shown.status, shown.tree.html["lang"]) == (413, language)
    assert traces() == NOTHING


def test_apply_with_hundreds_of_files_is_refused(client: Client) -> None:
    many = [upload(files.pdf()) for _number in range(100)]
    assert send(client, published(), other=many).status == 400
    assert traces() == NOTHING


def test_apply_takes_two_people_of_one_address(client: Client) -> None:
    posting = published()
    for name in ("Ayşe Öztürk", "Kim Öztürk"):
        send(client, posting, name=name)
    assert Application.objects.count() == 2
